package io.semblance.clustering.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.clustering.KnnGraph;
import org.junit.jupiter.api.Test;

class SymmetricGraphTest {
  /** 0 and 1 choose each other, 2 chooses 1 then 0, nobody chooses 3, 3 chooses 0; 4 is alone. */
  private static final KnnGraph GRAPH =
      new KnnGraph(
          5,
          2,
          new int[] {1, -1, 0, -1, 1, 0, 0, -1, -1, -1},
          new float[] {.9f, 0, .9f, 0, .8f, .7f, .6f, 0, 0, 0});

  @Test
  void unionJoinsRowsOfWhichOneChoseTheOther() {
    SymmetricGraph union = SymmetricGraph.union(GRAPH);
    assertThat(union.rows()).isEqualTo(5);
    assertThat(union.edges()).isEqualTo(4);
    assertThat(union.offsets()).containsExactly(0, 3, 5, 7, 8, 8);
    assertThat(union.neighbors()).containsExactly(1, 2, 3, 0, 2, 0, 1, 0);
    assertThat(union.cosines()).containsExactly(.9f, .7f, .6f, .9f, .8f, .7f, .8f, .6f);
    assertThat(union.degree(4)).isZero();
  }

  @Test
  void mutualJoinsRowsThatChoseEachOther() {
    SymmetricGraph mutual = SymmetricGraph.mutual(GRAPH);
    assertThat(mutual.offsets()).containsExactly(0, 1, 2, 2, 2, 2);
    assertThat(mutual.neighbors()).containsExactly(1, 0);
    assertThat(mutual.cosines()).containsExactly(.9f, .9f);
  }

  @Test
  void negativeCosinesKeepTheirSignAndTheLargerOfTwoStays() {
    KnnGraph graph = new KnnGraph(2, 1, new int[] {1, 0}, new float[] {-.5f, -.25f});
    assertThat(SymmetricGraph.union(graph).cosines()).containsExactly(-.25f, -.25f);
  }

  @Test
  void aGraphOfNothingHasNoEdges() {
    SymmetricGraph union = SymmetricGraph.union(new KnnGraph(0, 3, new int[0], new float[0]));
    assertThat(union.rows()).isZero();
    assertThat(union.edges()).isZero();
  }
}
