package io.semblance.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.encoder.SentenceEncoder;
import io.semblance.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexReportTest {
  private static final int DIMENSION = 32;
  private static final SentenceEncoder ENCODER = HashingEncoder.ofDimension(DIMENSION);

  @TempDir private Path root;

  /** With a graph of so few edges that it misses some. */
  private VectorCollection collection(int documents) {
    VectorCollection collection =
        new CollectionStore(root)
            .create(
                "measured", ENCODER, CollectionSchema.DEFAULT.withHnsw(new HnswParameters(4, 20)));
    Random random = new Random(1);
    collection.upsert(
        IntStream.range(0, documents).mapToObj(i -> document(i, random)).toList(), Progress.NONE);
    return collection;
  }

  private static SourceDocument document(int i, Random random) {
    String text = "document " + i;
    return new SourceDocument(
        text,
        Map.of("text", text),
        List.of(new GivenPassage(new Passage("text", 0, text.length()), vector(random))));
  }

  private static float[] vector(Random random) {
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }

  @Test
  void recallGrowsWithTheWidthOfTheWalk() {
    try (VectorCollection collection = collection(5000)) {
      collection.optimize(1, Progress.NONE);
      List<Long> steps = new ArrayList<>();
      IndexReport report =
          collection.measure(
              IndexReportOptions.DEFAULT.withQueries(100).withEfSearch(List.of(11, 50, 1000)),
              List.of(),
              steps::add);

      assertThat(report.documents()).isEqualTo(5000);
      assertThat(report.queries()).isEqualTo(100);
      assertThat(report.given()).isFalse();
      assertThat(report.rows())
          .extracting(IndexReport.Row::scan)
          .containsExactly(Scan.EXACT, Scan.GRAPH, Scan.GRAPH, Scan.GRAPH);
      List<Double> recalls = report.rows().stream().map(IndexReport.Row::recall).toList();
      assertThat(recalls.get(0)).isEqualTo(1);
      assertThat(recalls.subList(1, 4)).isSorted();
      assertThat(recalls.get(1)).isBetween(0.1, 0.97);
      assertThat(recalls.get(3)).isGreaterThan(0.9);
      assertThat(report.rows())
          .allSatisfy(row -> assertThat(row.median()).isPositive())
          .allSatisfy(row -> assertThat(row.p95()).isGreaterThanOrEqualTo(row.median()));
      assertThat(report.rows().getFirst().bytes()).isEqualTo(5000L * DIMENSION * Float.BYTES);
      assertThat(steps).isSorted().endsWith(400L);
    }
  }

  @Test
  void givenQueriesAreAsked() {
    try (VectorCollection collection = collection(50)) {
      List<float[]> given = List.of(vector(new Random(7)), vector(new Random(8)));

      IndexReport report =
          collection.measure(
              IndexReportOptions.DEFAULT.withEfSearch(List.of(100)), given, Progress.NONE);

      assertThat(report.given()).isTrue();
      assertThat(report.queries()).isEqualTo(2);
      assertThat(report.rows().get(1).recall()).isEqualTo(1);
    }
  }

  @Test
  void anotherPrecisionIsMeasuredOnACopyThatIsGoneAfterwards() throws IOException {
    try (VectorCollection collection = collection(2000)) {
      IndexReportOptions options =
          IndexReportOptions.DEFAULT
              .withQueries(50)
              .withEfSearch(List.of(100))
              .withPrecisions(List.of(VectorPrecision.INT8));
      IndexReport report = collection.measure(options, List.of(), Progress.NONE);

      assertThat(report.rows())
          .extracting(IndexReport.Row::precision)
          .containsExactly(VectorPrecision.FLOAT32, VectorPrecision.FLOAT32, VectorPrecision.INT8);
      IndexReport.Row full = report.rows().get(1);
      IndexReport.Row small = report.rows().getLast();
      assertThat(small.recall()).isBetween(full.recall() - 0.1, 1.0);
      assertThat(small.bytes()).isLessThan(full.bytes() / 2);
      assertThat(small.build()).isGreaterThan(Duration.ZERO);
      try (Stream<Path> files = Files.list(root)) {
        assertThat(files.map(file -> file.getFileName().toString()))
            .containsExactlyInAnyOrder("measured", ".lock");
      }
    }
  }

  @Test
  void anEmptyCollectionCannotBeMeasured() {
    try (VectorCollection collection = collection(0)) {
      assertThatThrownBy(
              () -> collection.measure(IndexReportOptions.DEFAULT, List.of(), Progress.NONE))
          .hasMessageContaining("the collection is empty");
    }
  }
}
