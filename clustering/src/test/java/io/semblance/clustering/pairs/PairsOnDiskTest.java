package io.semblance.clustering.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.clustering.UniqueRows;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.progress.Progress;
import io.semblance.vectors.EmbeddingMatrix;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairsOnDiskTest {
  private static final double MIN_SCORE = 0.5;

  /** Room for 16,384 pairs, far less than there are. */
  private static final MiningOptions LITTLE_MEMORY =
      MiningOptions.DEFAULT.withThreads(2).withMemoryBudgetBytes(1 << 20);

  @TempDir Path folder;

  private final float[][] rows = UnitRows.clustered(2000, 6, 4);

  private PairMining mining(EmbeddingMatrix matrix, MiningOptions options) {
    return PairMining.of(UniqueRows.of(matrix), options);
  }

  private List<Pair> inMemory(double minScore, long maxPairs) {
    MiningOptions options = MiningOptions.DEFAULT.withThreads(1).withMaxPairs(maxPairs);
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(rows);
        Pairs pairs = mining(matrix, options).above(minScore, Progress.NONE)) {
      return pairs.stream().toList();
    }
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {100_000, 10_000_000})
  void pairsPastTheMemoryBudgetAreTheSameAndLeaveNothingBehind(long maxPairs) throws IOException {
    MiningOptions options = LITTLE_MEMORY.withMaxPairs(maxPairs).withWorkFolder(folder);
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(rows)) {
      try (Pairs pairs = mining(matrix, options).above(0, Progress.NONE)) {
        assertThat(pairs.count()).isGreaterThanOrEqualTo(100_000);
        assertThat(files()).hasSize(2); // the log, and runs
        List<Pair> found = pairs.stream().toList();
        assertThat(found).isEqualTo(inMemory(0, maxPairs)).isEqualTo(pairs.stream().toList());
      }
    }
    assertThat(files()).containsExactly(BlockLog.NAME);
  }

  /** Cancels after some blocks of five. */
  private record Impatient(AtomicInteger blocks, int most) implements Progress {
    @Override
    public void advancedTo(long done) {
      blocks.incrementAndGet();
    }

    @Override
    public boolean isCancelled() {
      return blocks.get() >= most;
    }
  }

  private void cancelAfter(int blocks) {
    MiningOptions options = LITTLE_MEMORY.withThreads(1).withWorkFolder(folder);
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(rows)) {
      PairMining mining = mining(matrix, options);
      Impatient progress = new Impatient(new AtomicInteger(), blocks);
      assertThatThrownBy(() -> mining.above(MIN_SCORE, progress))
          .isInstanceOfSatisfying(
              SemblanceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED))
          .hasMessage("pair mining was cancelled");
    }
  }

  /** How many blocks a run does that goes on; what it finds is what a run without an end finds. */
  private long blocksOfRerun() {
    AtomicLong blocks = new AtomicLong();
    MiningOptions options = LITTLE_MEMORY.withThreads(1).withWorkFolder(folder);
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(rows);
        Pairs pairs = mining(matrix, options).above(MIN_SCORE, done -> blocks.incrementAndGet())) {
      assertThat(pairs.stream().toList()).isEqualTo(inMemory(MIN_SCORE, 10_000_000));
    }
    return blocks.get();
  }

  @Test
  void cancelledWorkGoesOn() throws IOException {
    cancelAfter(2);
    assertThat(files()).containsExactly(BlockLog.NAME);
    assertThat(blocksOfRerun()).isEqualTo(blocks() - 2);
    assertThat(blocksOfRerun()).isZero();
  }

  private long blocks() {
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(rows)) {
      return BlockProduct.blocks(UniqueRows.of(matrix).count());
    }
  }

  @Test
  void aBlockThatWasHalfWrittenIsDoneAgain() throws IOException {
    cancelAfter(2);
    Path log = folder.resolve(BlockLog.NAME);
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
      file.setLength(file.length() - 5); // into the note that the second block is finished
    }
    assertThat(blocksOfRerun()).isEqualTo(blocks() - 1);
    assertThat(blocksOfRerun()).isZero();
  }

  @Test
  void whatFollowsADamagedEntryIsDoneAgain() throws IOException {
    cancelAfter(3);
    Path log = folder.resolve(BlockLog.NAME);
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
      file.seek(RunIdentity.BYTES + 100);
      int damaged = ~file.read();
      file.seek(RunIdentity.BYTES + 100);
      file.write(damaged);
    }
    assertThat(blocksOfRerun()).isEqualTo(blocks());
  }

  @Test
  void leftoversOfAKilledRunAreDeleted() throws IOException {
    cancelAfter(1);
    Path leftover = Files.createDirectory(folder.resolve("semblance-pairs-123"));
    Files.writeString(leftover.resolve("run-0"), "half");
    assertThat(blocksOfRerun()).isEqualTo(blocks() - 1);
    assertThat(files()).containsExactly(BlockLog.NAME);
  }

  @Test
  void otherVectorsOrParametersAreRefused() {
    cancelAfter(1);
    MiningOptions options = LITTLE_MEMORY.withWorkFolder(folder);
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(rows);
        EmbeddingMatrix other = EmbeddingMatrix.copyOf(UnitRows.clustered(2000, 6, 5))) {
      assertThatThrownBy(() -> mining(other, options).above(MIN_SCORE, Progress.NONE))
          .isInstanceOf(SemblanceException.class)
          .hasMessage(
              "work folder %s holds results of other vectors: name another folder, or delete its"
                      .formatted(folder)
                  + " pairs.log");
      assertThatThrownBy(() -> mining(matrix, options).above(0.6, Progress.NONE))
          .isInstanceOf(SemblanceException.class)
          .hasMessageContaining(
              "holds results for minScore 0.5 and at most 10000000 pairs, not 0.6 and 10000000");
    }
  }

  @Test
  void twoRunsDoNotShareAFolder() {
    MiningOptions options = LITTLE_MEMORY.withThreads(1).withWorkFolder(folder);
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(rows)) {
      PairMining mining = mining(matrix, options);
      mining
          .above(
              MIN_SCORE,
              done ->
                  assertThatThrownBy(() -> mining.above(MIN_SCORE, Progress.NONE))
                      .hasMessage("work folder " + folder + " is in use by another run"))
          .close();
    }
  }
}
