package io.semblance.index.clusters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semblance.clustering.UniqueRows;
import io.semblance.clustering.graph.BuiltGraph;
import io.semblance.clustering.graph.GraphMode;
import io.semblance.clustering.graph.GraphOptions;
import io.semblance.clustering.graph.KnnGraphs;
import io.semblance.clustering.pairs.Pair;
import io.semblance.progress.Progress;
import io.semblance.vectors.EmbeddingMatrix;
import io.semblance.vectors.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairFindingTest {
  private static final ParaphraseRequest REQUEST =
      ParaphraseRequest.of(0.5).withMaxPairs(100_000).onThreads(1);

  private static float[][] rows() {
    Random random = new Random(3);
    float[][] rows = new float[150][8];
    for (float[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) random.nextGaussian();
      }
      Vectors.normalizeInPlace(row);
    }
    return rows;
  }

  private static List<Pair> pairs(PairFinding.Found found) {
    List<Pair> pairs = new ArrayList<>();
    found.pairs().forEach(pairs::add);
    return pairs;
  }

  @Test
  void everyWayFindsTheSamePairs() {
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(rows())) {
      UniqueRows unique = UniqueRows.of(matrix);
      PairFinding estimating = new PairFinding(REQUEST, Progress.NONE);
      PairFinding hurried = new PairFinding(REQUEST, -1, Progress.NONE);
      GraphOptions byCells = GraphOptions.defaults().withMode(GraphMode.CELLS).withThreads(1);
      BuiltGraph kept = KnnGraphs.build(unique, 4, byCells, Progress.NONE);
      try (PairFinding.Found exact = estimating.in(unique, null, null);
          PairFinding.Found searched = hurried.in(unique, null, null);
          PairFinding.Found read = hurried.in(unique, kept, null)) {
        List<Pair> expected = pairs(exact);

        assertThat(exact.exact()).isTrue();
        assertThat(expected).hasSizeGreaterThan(100);
        assertThat(pairs(searched)).isEqualTo(expected);
        assertThat(read.exact()).isFalse();
        assertThat(pairs(read)).isSubsetOf(expected);
        assertThat((double) pairs(read).size() / expected.size())
            .isCloseTo(read.recall(), within(0.1));
      }
    }
  }
}
