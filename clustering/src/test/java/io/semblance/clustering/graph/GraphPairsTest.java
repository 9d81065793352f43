package io.semblance.clustering.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.clustering.KnnGraph;
import io.semblance.clustering.UniqueRows;
import io.semblance.clustering.pairs.MiningOptions;
import io.semblance.clustering.pairs.Pair;
import io.semblance.clustering.pairs.PairMining;
import io.semblance.clustering.pairs.Pairs;
import io.semblance.error.SemblanceException;
import io.semblance.progress.Progress;
import io.semblance.vectors.EmbeddingMatrix;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GraphPairsTest {
  private static final double SCORE = 0.8;
  private static final GraphOptions OPTIONS =
      GraphOptions.defaults().withMode(GraphMode.CELLS).withMinScore(SCORE);

  private static List<Pair> exact(UniqueRows rows) {
    try (Pairs pairs = PairMining.of(rows, MiningOptions.DEFAULT).above(SCORE, Progress.NONE)) {
      return pairs.stream().toList();
    }
  }

  private static FoundPairs find(UniqueRows rows, GraphOptions options) {
    return GraphPairs.above(rows, options, MiningOptions.DEFAULT, Progress.NONE);
  }

  private static List<Pair> pairs(UniqueRows rows, GraphOptions options) {
    try (FoundPairs found = find(rows, options)) {
      return found.pairs().stream().toList();
    }
  }

  @ParameterizedTest
  @EnumSource(GraphMode.class)
  void allPairsAreFoundOnceWhenAllAreAskedFor(GraphMode mode) {
    try (EmbeddingMatrix matrix = TestVectors.clustered(2500, 16, 60, 1)) {
      UniqueRows rows = UniqueRows.of(matrix);
      List<Pair> found = pairs(rows, OPTIONS.withMode(mode).withTargetRecall(1));
      List<Pair> exact = exact(rows);
      assertEachOnceAndTrue(found, exact);
      assertThat(found.size()).isBetween((int) (0.99 * exact.size()), exact.size());
      assertThat(found).hasSizeGreaterThan(5000);
    }
  }

  private static void assertEachOnceAndTrue(List<Pair> found, List<Pair> exact) {
    Set<Pair> pairs = new HashSet<>(found);
    assertThat(pairs).hasSameSizeAs(found);
    assertThat(new HashSet<>(exact).containsAll(pairs)).isTrue();
  }

  @Test
  void theMeasuredRecallIsThatOfAllPairs() {
    try (EmbeddingMatrix matrix = TestVectors.clustered(4000, 24, 60, 2)) {
      UniqueRows rows = UniqueRows.of(matrix);
      List<Pair> exact = exact(rows);
      try (FoundPairs found = find(rows, OPTIONS.withTargetRecall(.9))) {
        GraphReport report = found.report();
        List<Pair> pairs = found.pairs().stream().toList();
        assertThat(report.targetReached()).isTrue();
        assertThat(report.visits()).isLessThan(report.cells());
        assertEachOnceAndTrue(pairs, exact);
        assertThat((double) pairs.size() / exact.size())
            .isBetween(report.recall().low() - 0.02, report.recall().high() + 0.02);
      }
    }
  }

  @Test
  void rowsWithMorePairsThanNeighboursAreComparedWithAll() {
    try (EmbeddingMatrix matrix = TestVectors.clustered(1200, 16, 20, 3)) {
      UniqueRows rows = UniqueRows.of(matrix);
      KnnGraph graph =
          KnnGraphs.build(rows, 3, OPTIONS.withMode(GraphMode.EXACT), Progress.NONE).graph();
      try (FoundPairs found =
          GraphPairs.above(rows, graph, OPTIONS, MiningOptions.DEFAULT, Progress.NONE)) {
        assertThat(found.pairs().stream()).containsExactlyElementsOf(exact(rows));
        assertThat(found.report().recall().value()).isEqualTo(1);
        assertThat(found.report().recall().trueNeighbors()).isGreaterThan(3000);
      }
    }
  }

  @Test
  void copiesArePairsToo() {
    float[] east = {1, 0};
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(new float[][] {east, {0, 1}, east})) {
      assertThat(pairs(UniqueRows.of(matrix), OPTIONS)).containsExactly(new Pair(0, 2, 1));
    }
  }

  @ParameterizedTest
  @EnumSource(GraphMode.class)
  void threadsAndTheOrderOfTheInputDoNotChangeABit(GraphMode mode) {
    GraphOptions options = OPTIONS.withMode(mode);
    try (EmbeddingMatrix matrix = TestVectors.clustered(3000, 24, 50, 4);
        EmbeddingMatrix shuffled = TestVectors.shuffled(matrix, 5)) {
      UniqueRows rows = UniqueRows.of(matrix);
      List<Pair> pairs = pairs(rows, options.withThreads(1));
      assertThat(pairs(rows, options.withThreads(3))).isEqualTo(pairs);
      assertThat(pairs(UniqueRows.of(shuffled), options).stream().map(Pair::score).toList())
          .isEqualTo(pairs.stream().map(Pair::score).toList());
    }
  }

  @ParameterizedTest
  @EnumSource(GraphMode.class)
  void fewRowsAreNoTrouble(GraphMode mode) {
    for (int count = 1; count <= 3; count++) {
      try (EmbeddingMatrix matrix = TestVectors.clustered(count, 4, 1, 5)) {
        UniqueRows rows = UniqueRows.of(matrix);
        assertThat(pairs(rows, OPTIONS.withMode(mode).withMinScore(-1)))
            .hasSize(count * (count - 1) / 2);
      }
    }
    try (EmbeddingMatrix matrix = EmbeddingMatrix.allocate(0, 4)) {
      assertThat(pairs(UniqueRows.of(matrix), OPTIONS.withMode(mode))).isEmpty();
    }
  }

  @Test
  void aGraphOfAnotherNumberOfRowsIsRefused() {
    try (EmbeddingMatrix matrix = TestVectors.clustered(3, 4, 1, 6)) {
      UniqueRows rows = UniqueRows.of(matrix);
      KnnGraph graph = new KnnGraph(2, 1, new int[] {1, 0}, new float[] {1, 1});
      assertThatThrownBy(
              () -> GraphPairs.above(rows, graph, OPTIONS, MiningOptions.DEFAULT, Progress.NONE))
          .isInstanceOf(SemblanceException.class)
          .hasMessage("the graph must be of the 3 unique rows, it has: 2");
    }
  }
}
