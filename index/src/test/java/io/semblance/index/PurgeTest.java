package io.semblance.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.encoder.InputType;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.progress.Progress;
import io.semblance.vectors.Vectors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Merging, purging and counting. */
class PurgeTest {
  private static final SentenceEncoder ENCODER = HashingEncoder.ofDimension(16);
  private static final String SECRET = "zyxwvutsecretword";

  @TempDir private Path root;

  private VectorCollection create() {
    return new CollectionStore(root).create("life", ENCODER, CollectionSchema.DEFAULT);
  }

  private static void add(VectorCollection collection, int from, int to) {
    List<SourceDocument> documents = new ArrayList<>();
    for (int i = from; i < to; i++) {
      documents.add(SourceDocument.of("d" + i, "common words number " + i));
    }
    collection.upsert(documents, Progress.NONE);
  }

  /** One of many, so that no merge of its own accord drops it when it is deleted. */
  private static List<SourceDocument> among(SourceDocument document) {
    List<SourceDocument> documents = new ArrayList<>(List.of(document));
    for (int i = 0; i < 20; i++) {
      documents.add(SourceDocument.of("neighbour" + i, "in the same segment " + i));
    }
    return documents;
  }

  /** In how many files of the collection some bytes are. */
  private long filesWith(byte[] wanted) throws IOException {
    String needle = new String(wanted, StandardCharsets.ISO_8859_1);
    long found = 0;
    try (Stream<Path> files = Files.list(root.resolve("life/index"))) {
      for (Path file : files.toList()) {
        found += content(file).contains(needle) ? 1 : 0;
      }
    }
    return found;
  }

  /** Empty for a file that a writer has just removed. */
  private static String content(Path file) throws IOException {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  private static byte[] bytesOfVector(String text) {
    float[] vector = ENCODER.encode(text, InputType.DOCUMENT);
    Vectors.normalizeInPlace(vector);
    ByteBuffer bytes = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return bytes.array();
  }

  @Test
  void neitherVectorNorWordNorIdOfADeletedDocumentIsInAnyFile() throws IOException {
    String text = "the " + SECRET + " is here";
    byte[] word = SECRET.getBytes(StandardCharsets.UTF_8);
    byte[] id = "idofthesecret".getBytes(StandardCharsets.UTF_8);
    byte[] vector = bytesOfVector(text);
    try (VectorCollection collection = create()) {
      add(collection, 0, 50);
      collection.upsert(among(SourceDocument.of("idofthesecret", text)), Progress.NONE);
      add(collection, 50, 100);
      collection.write(List.of(new Change.Delete("idofthesecret")), Progress.NONE);
      assertThat(filesWith(word)).isPositive();
      assertThat(filesWith(id)).isPositive();
      assertThat(filesWith(vector)).isEqualTo(1);
      assertThat(collection.stats().deletedDocuments()).isZero();
      collection.refresh();
      assertThat(collection.stats().deletedDocuments()).isEqualTo(1);

      PurgeReport report = collection.purge(Progress.NONE);

      assertThat(filesWith(word)).isZero();
      assertThat(filesWith(id)).isZero();
      assertThat(filesWith(vector)).isZero();
      assertThat(report.documents()).isEqualTo(1);
      assertThat(report.segments()).isEqualTo(1);
      assertThat(report.files()).isGreaterThan(5);
      assertThat(report.deletedSince()).isZero();
      assertThat(collection.stats().deletedDocuments()).isZero();
      assertThat(collection.size()).isEqualTo(120);
      assertThat(collection.find("neighbour7")).isPresent();
    }
  }

  @Test
  void aReplacedTextIsPurgedToo() throws IOException {
    try (VectorCollection collection = create()) {
      collection.upsert(among(SourceDocument.of("a", SECRET + " one two")), Progress.NONE);
      collection.upsert(List.of(SourceDocument.of("a", "harmless text")), Progress.NONE);

      assertThat(collection.purge(Progress.NONE).documents()).isEqualTo(1);

      assertThat(filesWith(SECRET.getBytes(StandardCharsets.UTF_8))).isZero();
      assertThat(collection.find("a")).isPresent();
    }
  }

  @Test
  void purgesWhatWasDeletedBeforeWhileOthersWriteOn() throws Exception {
    try (VectorCollection collection = create()) {
      add(collection, 0, 500);
      collection.upsert(among(SourceDocument.of("x", SECRET + " x")), Progress.NONE);
      collection.write(List.of(new Change.Delete("x")), Progress.NONE);
      AtomicBoolean stop = new AtomicBoolean();
      List<Throwable> failures = new ArrayList<>();
      Thread writer =
          Thread.ofPlatform()
              .uncaughtExceptionHandler((thread, failure) -> failures.add(failure))
              .start(
                  () -> {
                    for (int i = 0; !stop.get(); i = (i + 20) % 500) {
                      add(collection, 1000 + i, 1020 + i);
                      collection.write(List.of(new Change.Delete("d" + (1000 + i))), Progress.NONE);
                    }
                  });
      try {
        PurgeReport report = collection.purge(Progress.NONE);

        assertThat(report.documents()).isPositive();
        assertThat(filesWith(SECRET.getBytes(StandardCharsets.UTF_8))).isZero();
      } finally {
        stop.set(true);
        writer.join();
      }
      assertThat(failures).isEmpty();
    }
  }

  @Test
  void nothingToPurgeIsNoFailure() {
    try (VectorCollection collection = create()) {
      add(collection, 0, 5);

      PurgeReport report = collection.purge(Progress.NONE);

      assertThat(report.documents()).isZero();
      assertThat(report.files()).isZero();
    }
  }

  @Test
  void optimizingLeavesAsManySegmentsAsAskedFor() {
    try (VectorCollection collection = create()) {
      for (int i = 0; i < 6; i++) {
        add(collection, 10 * i, 10 * i + 10);
      }

      OptimizeReport three = collection.optimize(3, Progress.NONE);
      OptimizeReport one = collection.optimize(1, Progress.NONE);

      assertThat(three.segmentsBefore()).isEqualTo(6);
      assertThat(three.segments()).isEqualTo(3);
      assertThat(one.segments()).isEqualTo(1);
      assertThat(collection.stats().segments()).isEqualTo(1);
      assertThat(collection.size()).isEqualTo(60);
      assertThatThrownBy(() -> collection.optimize(0, Progress.NONE))
          .hasMessageStartingWith("segments must be between 1 and");
    }
  }

  @Test
  void aMergeCanBeCancelledAndTriedAgain() {
    try (VectorCollection collection = create()) {
      for (int i = 0; i < 8; i++) {
        add(collection, 500 * i, 500 * i + 500);
      }
      Progress cancelled =
          new Progress() {
            @Override
            public void advancedTo(long done) {}

            @Override
            public boolean isCancelled() {
              return true;
            }
          };

      assertThatThrownBy(() -> collection.optimize(1, cancelled))
          .isInstanceOfSatisfying(
              SemblanceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));

      assertThat(collection.size()).isEqualTo(4_000);
      add(collection, 0, 5);
      List<Long> written = new ArrayList<>();
      assertThat(collection.optimize(1, written::add).segments()).isEqualTo(1);
      assertThat(written).isSorted();
      assertThat(collection.size()).isEqualTo(4_000);
    }
  }

  @Test
  void statsCountWhatIsThere() throws IOException {
    try (VectorCollection collection = create()) {
      add(collection, 0, 10);
      collection.upsert(List.of(SourceDocument.of("empty", "")), Progress.NONE);
      collection.write(List.of(new Change.Delete("d3")), Progress.NONE);
      collection.refresh();

      CollectionStats stats = collection.stats();

      assertThat(stats.documents()).isEqualTo(10);
      assertThat(stats.passages()).isEqualTo(9);
      assertThat(stats.deletedDocuments()).isEqualTo(1);
      assertThat(stats.sequence()).isEqualTo(12);
      assertThat(stats.bytesByKind()).containsKeys("vectors", "stored documents", "words");
      assertThat(stats.mapped()).containsKey("vec");
      assertThat(stats.merges()).isEqualTo(CollectionStats.Merges.NONE);
      long onDisk;
      try (Stream<Path> files = Files.list(root.resolve("life/index"))) {
        onDisk = files.mapToLong(file -> file.toFile().length()).sum();
      }
      assertThat(stats.bytes()).isEqualTo(onDisk);
      assertThat(collection.size()).isEqualTo(10);
    }
  }
}
