package io.semblance.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class KnnGraphTest {
  @Test
  void rowsHaveAsManyNeighboursAsAreGiven() {
    KnnGraph graph =
        new KnnGraph(2, 2, new int[] {1, -1, -1, -1}, new float[] {0.5f, Float.NaN, 0, 0});
    assertThat(graph.degree(0)).isEqualTo(1);
    assertThat(graph.degree(1)).isZero();
    assertThat(graph.neighbor(0, 0)).isEqualTo(1);
    assertThat(graph.cosine(0, 0)).isEqualTo(0.5f);
  }

  @Test
  void arraysOfAnotherLengthAreRefused() {
    assertThatThrownBy(() -> new KnnGraph(2, 2, new int[3], new float[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 rows and 2 neighbours");
  }
}
