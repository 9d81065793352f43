package io.semblance.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ClusteringTest {
  private static int[] ones(int count) {
    int[] ones = new int[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  @Test
  void largestClustersComeFirstAndEqualOnesByTheirLowestItem() {
    Clustering clustering = Clustering.numbered(new int[] {4, 2, -1, 2, 0, 0, 2}, ones(7));
    assertThat(clustering.labels()).containsExactly(2, 0, -1, 0, 1, 1, 0);
    assertThat(clustering.clusters()).isEqualTo(3);
    assertThat(clustering.sizes()).containsExactly(3, 2, 1);
    assertThat(clustering.outliers()).isEqualTo(1);
  }

  @Test
  void weightsCountForTheSize() {
    Clustering clustering = Clustering.numbered(new int[] {0, 0, 1}, new int[] {1, 1, 5});
    assertThat(clustering.labels()).containsExactly(1, 1, 0);
  }

  @Test
  void nothingHasNoClusters() {
    assertThat(Clustering.numbered(new int[0], new int[0]).clusters()).isZero();
  }
}
