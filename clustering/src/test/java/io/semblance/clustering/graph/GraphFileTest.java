package io.semblance.clustering.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.clustering.KnnGraph;
import io.semblance.clustering.UniqueRows;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.progress.Progress;
import io.semblance.vectors.EmbeddingMatrix;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphFileTest {
  private static final GraphOptions OPTIONS =
      GraphOptions.defaults().withMode(GraphMode.CELLS).withSeed(7).withMinScore(.5);

  @TempDir private Path folder;

  private Path write(UniqueRows rows, int k) {
    Path file = folder.resolve("graph");
    GraphFile.write(file, KnnGraphs.build(rows, k, OPTIONS, Progress.NONE), rows);
    return file;
  }

  private static void assertRefused(ErrorCode code, String message, ThrowingCallable reading) {
    assertThatThrownBy(reading)
        .isInstanceOfSatisfying(SemblanceException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(message);
  }

  @Test
  void aGraphComesBackAsItWasWithHowItWasBuilt() {
    try (EmbeddingMatrix matrix = TestVectors.clustered(700, 8, 10, 1)) {
      UniqueRows rows = UniqueRows.of(matrix);
      BuiltGraph built = KnnGraphs.build(rows, 4, OPTIONS, Progress.NONE);
      Path file = folder.resolve("graph");
      GraphFile.write(file, built, rows);
      BuiltGraph read = GraphFile.read(file, rows);
      assertThat(read.report()).isEqualTo(built.report());
      assertThat(read.options()).isEqualTo(OPTIONS);
      assertThat(read.isBuiltWith(4, OPTIONS.withThreads(9))).isTrue();
      assertThat(read.isBuiltWith(5, OPTIONS)).isFalse();
      assertThat(read.isBuiltWith(4, OPTIONS.withSeed(8))).isFalse();
      assertThat(SymmetricGraph.union(read.graph()))
          .usingRecursiveComparison()
          .isEqualTo(SymmetricGraph.union(built.graph()));
      assertThat(folder).isDirectoryContaining(path -> path.equals(file));
      assertThat(folder.toFile().list()).hasSize(1);
    }
  }

  @Test
  void rowsWithFewerNeighboursThanThereIsRoomForComeBack() {
    KnnGraph graph =
        new KnnGraph(3, 2, new int[] {1, -1, 0, 2, -1, -1}, new float[] {.5f, 9, .5f, -.25f, 9, 9});
    try (EmbeddingMatrix matrix = TestVectors.clustered(3, 4, 3, 2)) {
      UniqueRows rows = UniqueRows.of(matrix);
      Path file = folder.resolve("graph");
      GraphReport report = new GraphReport(GraphMode.EXACT, Recall.EXACT, true, 1, 1, 1, 3, .5);
      GraphFile.write(file, new BuiltGraph(graph, OPTIONS, report), rows);
      KnnGraph read = GraphFile.read(file, rows).graph();
      assertThat(read.degree(0)).isEqualTo(1);
      assertThat(read.degree(2)).isZero();
      assertThat(read.neighbor(1, 1)).isEqualTo(2);
      assertThat(read.cosine(1, 1)).isEqualTo(-.25f);
    }
  }

  @Test
  void theGraphOfOtherRowsIsRefused() {
    try (EmbeddingMatrix matrix = TestVectors.clustered(50, 8, 10, 1);
        EmbeddingMatrix other = TestVectors.clustered(50, 8, 10, 2);
        EmbeddingMatrix shuffled = TestVectors.shuffled(matrix, 3)) {
      Path file = write(UniqueRows.of(matrix), 3);
      UniqueRows others = UniqueRows.of(other);
      assertRefused(ErrorCode.CONFLICT, "is of other vectors", () -> GraphFile.read(file, others));
      assertThat(GraphFile.read(file, UniqueRows.of(shuffled)).graph().rows()).isEqualTo(50);
    }
  }

  @Test
  void anyChangedByteAndAnyLostEndIsNoticed() throws IOException {
    try (EmbeddingMatrix matrix = TestVectors.clustered(10, 4, 3, 1)) {
      UniqueRows rows = UniqueRows.of(matrix);
      Path file = write(rows, 2);
      byte[] bytes = Files.readAllBytes(file);
      for (int at = 0; at < bytes.length; at++) {
        byte[] changed = bytes.clone();
        changed[at] ^= 0x10;
        Files.write(file, changed);
        assertRefused(ErrorCode.STORAGE_FAILURE, "checksum", () -> GraphFile.read(file, rows));
        Files.write(file, Arrays.copyOf(bytes, at));
        assertRefused(ErrorCode.STORAGE_FAILURE, "damaged", () -> GraphFile.read(file, rows));
      }
    }
  }

  /** Offsets: version 4, rows 16, k 20; the first neighbour follows the header of 124 bytes. */
  @ParameterizedTest
  @ValueSource(ints = {0, 4, 16, 20, 24, 124})
  void aWrongValueWithARightChecksumIsNoticed(int offset) throws IOException {
    try (EmbeddingMatrix matrix = TestVectors.clustered(10, 4, 3, 1)) {
      UniqueRows rows = UniqueRows.of(matrix);
      Path file = write(rows, 2);
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
      bytes.putInt(offset, 77);
      CRC32C checksum = new CRC32C();
      checksum.update(bytes.array(), 0, bytes.capacity() - 4);
      bytes.putInt(bytes.capacity() - 4, (int) checksum.getValue());
      Files.write(file, bytes.array());
      assertThatThrownBy(() -> GraphFile.read(file, rows)).isInstanceOf(SemblanceException.class);
    }
  }

  @Test
  void aFileThatIsNotThereIsNotFound() {
    try (EmbeddingMatrix matrix = TestVectors.clustered(2, 4, 1, 1)) {
      UniqueRows rows = UniqueRows.of(matrix);
      Path file = folder.resolve("none");
      assertRefused(ErrorCode.NOT_FOUND, "there is no graph at", () -> GraphFile.read(file, rows));
    }
  }
}
