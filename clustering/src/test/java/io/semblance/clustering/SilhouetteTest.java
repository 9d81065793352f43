package io.semblance.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semblance.progress.ParallelLoops;
import io.semblance.vectors.EmbeddingMatrix;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SilhouetteTest {
  private record Case(String name, float[][] vectors, int[] labels, double[] each, double mean) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** What scikit-learn measured, written by src/test/fixtures/partitions.py. */
  static List<Case> cases() throws IOException {
    return TestRows.cases("/silhouettes.json", Case[].class);
  }

  /** Copies of a row have one label in all fixtures. */
  private static Clustering clustering(UniqueRows rows, int[] labels) {
    int[] groups = new int[rows.count()];
    for (int row = 0; row < labels.length; row++) {
      groups[rows.uniqueOf(row)] = labels[row];
    }
    return Clustering.numbered(groups, rows.weights());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isThatOfScikitLearn(Case expected) {
    try (EmbeddingMatrix matrix = TestRows.matrix(expected.vectors());
        ParallelLoops loops = new ParallelLoops(2, "test")) {
      UniqueRows rows = UniqueRows.of(matrix);
      Clustering clustering = clustering(rows, expected.labels());

      double[] each = Silhouette.ofEach(rows, clustering, loops);

      for (int row = 0; row < expected.each().length; row++) {
        assertThat(each[rows.uniqueOf(row)]).isCloseTo(expected.each()[row], within(2e-6));
      }
      assertThat(Silhouette.mean(rows, clustering, loops).orElseThrow())
          .isCloseTo(expected.mean(), within(1e-6));
    }
  }

  @Test
  void outliersAreLeftOut() {
    float[][] vectors = TestRows.orthogonal(5);
    try (EmbeddingMatrix matrix =
            TestRows.matrix(new float[][] {vectors[0], vectors[0], vectors[1], vectors[2]});
        ParallelLoops loops = new ParallelLoops(1, "test")) {
      UniqueRows rows = UniqueRows.of(matrix);
      Clustering clustering = clustering(rows, new int[] {0, 0, 1, Clustering.OUTLIER});

      double[] each = Silhouette.ofEach(rows, clustering, loops);

      assertThat(each[rows.uniqueOf(0)]).isEqualTo(1); // a copy at 0, the other cluster at 1
      assertThat(each[rows.uniqueOf(2)]).isZero(); // alone
      assertThat(each[rows.uniqueOf(3)]).isNaN();
      assertThat(Silhouette.mean(rows, clustering, loops)).hasValue(2.0 / 3);
    }
  }

  @Test
  void oneClusterHasNone() {
    try (EmbeddingMatrix matrix = TestRows.matrix(TestRows.orthogonal(3));
        ParallelLoops loops = new ParallelLoops(1, "test")) {
      UniqueRows rows = UniqueRows.of(matrix);
      Clustering one = Clustering.numbered(new int[3], rows.weights());

      assertThat(Silhouette.mean(rows, one, loops)).isEmpty();
      assertThat(Arrays.stream(Silhouette.ofEach(rows, one, loops))).containsOnly(Double.NaN);
    }
  }
}
