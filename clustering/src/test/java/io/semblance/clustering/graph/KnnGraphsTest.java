package io.semblance.clustering.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.clustering.KnnGraph;
import io.semblance.clustering.UniqueRows;
import io.semblance.error.SemblanceException;
import io.semblance.progress.Progress;
import io.semblance.vectors.EmbeddingMatrix;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnnGraphsTest {
  private static final GraphOptions CELLS = GraphOptions.defaults().withMode(GraphMode.CELLS);
  private static final GraphOptions EXACT = GraphOptions.defaults().withMode(GraphMode.EXACT);

  private static KnnGraph build(UniqueRows rows, int k, GraphOptions options) {
    return KnnGraphs.build(rows, k, options, Progress.NONE).graph();
  }

  /** Neighbours by plain loops in double. */
  private static int[] nearest(UniqueRows rows, int row, int k) {
    return IntStream.range(0, rows.count())
        .filter(other -> other != row)
        .boxed()
        .sorted(
            Comparator.comparingDouble((Integer other) -> -TestVectors.cosine(rows, row, other))
                .thenComparingInt(other -> other))
        .mapToInt(Integer::intValue)
        .limit(k)
        .toArray();
  }

  private static int[] neighbors(KnnGraph graph, int row) {
    return IntStream.range(0, graph.degree(row)).map(r -> graph.neighbor(row, r)).toArray();
  }

  private static void assertSame(KnnGraph one, KnnGraph other) {
    assertThat(one.rows()).isEqualTo(other.rows());
    for (int row = 0; row < one.rows(); row++) {
      assertThat(neighbors(one, row)).isEqualTo(neighbors(other, row));
      for (int rank = 0; rank < one.degree(row); rank++) {
        assertThat(one.cosine(row, rank)).isEqualTo(other.cosine(row, rank));
      }
    }
  }

  @Test
  void anExactGraphHasTheNeighboursThatPlainLoopsFind() {
    try (EmbeddingMatrix matrix = TestVectors.clustered(300, 24, 20, 1)) {
      UniqueRows rows = UniqueRows.of(matrix);
      KnnGraph graph = build(rows, 5, EXACT);
      for (int row = 0; row < rows.count(); row++) {
        assertThat(neighbors(graph, row)).isEqualTo(nearest(rows, row, 5));
        assertThat((double) graph.cosine(row, 0))
            .isCloseTo(
                TestVectors.cosine(rows, row, graph.neighbor(row, 0)),
                org.assertj.core.data.Offset.offset(1e-5));
      }
    }
  }

  @Test
  void rowsOfSeveralSegmentsMeetEachOther() {
    try (EmbeddingMatrix matrix = TestVectors.clustered(5000, 8, 100, 2)) {
      UniqueRows rows = UniqueRows.of(matrix);
      KnnGraph graph = build(rows, 3, EXACT);
      for (int row = 0; row < rows.count(); row += 97) {
        assertThat(neighbors(graph, row)).isEqualTo(nearest(rows, row, 3));
      }
    }
  }

  @Test
  void cellsThatAreAllVisitedGiveTheExactGraph() {
    try (EmbeddingMatrix matrix = TestVectors.clustered(1500, 16, 40, 3)) {
      UniqueRows rows = UniqueRows.of(matrix);
      BuiltGraph built = KnnGraphs.build(rows, 6, CELLS.withTargetRecall(1), Progress.NONE);
      assertThat(built.report().recall().value()).isEqualTo(1);
      assertThat(built.report().mode()).isEqualTo(GraphMode.CELLS);
      KnnGraph exact = build(rows, 6, EXACT);
      assertThat(share(built.graph(), exact)).isGreaterThan(0.999);
    }
  }

  private static double share(KnnGraph graph, KnnGraph exact) {
    long same = 0;
    for (int row = 0; row < exact.rows(); row++) {
      int[] found = neighbors(graph, row);
      same += Arrays.stream(neighbors(exact, row)).filter(n -> contains(found, n)).count();
    }
    return (double) same / exact.rows() / exact.k();
  }

  private static boolean contains(int[] values, int value) {
    return Arrays.stream(values).anyMatch(v -> v == value);
  }

  @ParameterizedTest
  @ValueSource(doubles = {.8, .9, .95})
  void theMeasuredRecallIsThatOfAllRowsAndReachesTheAskedOne(double target) {
    try (EmbeddingMatrix matrix = TestVectors.clustered(4000, 24, 60, 4)) {
      UniqueRows rows = UniqueRows.of(matrix);
      BuiltGraph built = KnnGraphs.build(rows, 8, CELLS.withTargetRecall(target), Progress.NONE);
      Recall recall = built.report().recall();
      assertThat(built.report().targetReached()).isTrue();
      assertThat(recall.value()).isBetween(target, 1.0);
      assertThat(recall.sampledRows()).isEqualTo(1000);
      assertThat(recall.trueNeighbors()).isEqualTo(8000);
      assertThat(share(built.graph(), build(rows, 8, EXACT)))
          .isBetween(recall.low() - 0.01, recall.high() + 0.01);
      assertThat(built.report().visits()).isLessThan(built.report().cells());
    }
  }

  @Test
  void recallFromAScoreCountsOnlyNeighboursOfAtLeastIt() {
    try (EmbeddingMatrix matrix = TestVectors.clustered(3000, 24, 300, 5)) {
      UniqueRows rows = UniqueRows.of(matrix);
      GraphReport all = KnnGraphs.build(rows, 8, CELLS, Progress.NONE).report();
      GraphReport close = KnnGraphs.build(rows, 8, CELLS.withMinScore(0.8), Progress.NONE).report();
      assertThat(close.recall().trueNeighbors()).isLessThan(all.recall().trueNeighbors());
      assertThat(close.visits()).isLessThanOrEqualTo(all.visits());
    }
  }

  @ParameterizedTest
  @EnumSource(GraphMode.class)
  void threadsAndTheOrderOfTheInputDoNotChangeABit(GraphMode mode) {
    GraphOptions options = GraphOptions.defaults().withMode(mode).withTargetRecall(.9);
    try (EmbeddingMatrix matrix = TestVectors.clustered(3000, 24, 50, 6);
        EmbeddingMatrix shuffled = TestVectors.shuffled(matrix, 7)) {
      KnnGraph one = build(UniqueRows.of(matrix), 7, options.withThreads(1));
      assertSame(build(UniqueRows.of(matrix), 7, options.withThreads(3)), one);
      assertSame(build(UniqueRows.of(shuffled), 7, options.withThreads(2)), one);
    }
  }

  @ParameterizedTest
  @EnumSource(GraphMode.class)
  void fewRowsHaveAllOthersAsNeighbours(GraphMode mode) {
    GraphOptions options = GraphOptions.defaults().withMode(mode);
    for (int count = 1; count <= 3; count++) {
      try (EmbeddingMatrix matrix = TestVectors.clustered(count, 4, 4, 8)) {
        KnnGraph graph = build(UniqueRows.of(matrix), 10, options);
        assertThat(graph.rows()).isEqualTo(count);
        assertThat(graph.k()).isEqualTo(count - 1);
        for (int row = 0; row < count; row++) {
          assertThat(graph.degree(row)).isEqualTo(count - 1);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(GraphMode.class)
  void noRowsMakeAnEmptyGraph(GraphMode mode) {
    try (EmbeddingMatrix matrix = EmbeddingMatrix.allocate(0, 4)) {
      assertThat(build(UniqueRows.of(matrix), 3, GraphOptions.defaults().withMode(mode)).rows())
          .isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(GraphMode.class)
  void orthogonalRowsHaveTheLowestOthersAsNeighbours(GraphMode mode) {
    float[][] axes = new float[40][40];
    IntStream.range(0, 40).forEach(axis -> axes[axis][axis] = 1);
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(axes)) {
      GraphOptions options = GraphOptions.defaults().withMode(mode).withTargetRecall(1);
      KnnGraph graph = build(UniqueRows.of(matrix), 2, options);
      assertThat(neighbors(graph, 0)).containsExactly(1, 2);
      assertThat(neighbors(graph, 39)).containsExactly(0, 1);
      assertThat(graph.cosine(39, 0)).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(GraphMode.class)
  void rowsThatAreNearlyOneAreAllCompared(GraphMode mode) {
    try (EmbeddingMatrix matrix = TestVectors.clustered(3000, 8, 1, 9)) {
      BuiltGraph built =
          KnnGraphs.build(
              UniqueRows.of(matrix), 4, GraphOptions.defaults().withMode(mode), Progress.NONE);
      assertThat(built.report().targetReached()).isTrue();
    }
  }

  @Test
  void kBelowOneIsRefused() {
    try (EmbeddingMatrix matrix = TestVectors.clustered(3, 4, 1, 10)) {
      assertThatThrownBy(() -> build(UniqueRows.of(matrix), 0, EXACT))
          .isInstanceOf(SemblanceException.class)
          .hasMessage("k must be at least 1, got: 0");
    }
  }

  @ParameterizedTest
  @EnumSource(GraphMode.class)
  void cancelledWorkStops(GraphMode mode) {
    Progress cancelled =
        new Progress() {
          @Override
          public void advancedTo(long done) {}

          @Override
          public boolean isCancelled() {
            return true;
          }
        };
    try (EmbeddingMatrix matrix = TestVectors.clustered(500, 4, 10, 11)) {
      UniqueRows rows = UniqueRows.of(matrix);
      GraphOptions options = GraphOptions.defaults().withMode(mode);
      assertThatThrownBy(() -> KnnGraphs.build(rows, 3, options, cancelled))
          .isInstanceOf(SemblanceException.class)
          .hasMessageEndingWith("was cancelled");
    }
  }

  @Test
  void progressEndsWithAllRows() {
    long[] last = {-1};
    try (EmbeddingMatrix matrix = TestVectors.clustered(2500, 8, 30, 12)) {
      UniqueRows rows = UniqueRows.of(matrix);
      Progress rising =
          done -> {
            assertThat(done).isGreaterThanOrEqualTo(last[0]);
            last[0] = done;
          };
      KnnGraphs.build(rows, 3, CELLS.withThreads(1), rising);
      assertThat(last[0]).isEqualTo(rows.count());
    }
  }
}
