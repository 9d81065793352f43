package io.semblance.clustering.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.clustering.Clustering;
import io.semblance.clustering.UniqueRows;
import io.semblance.error.SemblanceException;
import io.semblance.vectors.EmbeddingMatrix;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AssignersTest {
  private static float[] at(double degrees) {
    double angle = Math.toRadians(degrees);
    return new float[] {(float) Math.cos(angle), (float) Math.sin(angle)};
  }

  private static float[][] rowsAt(double... degrees) {
    float[][] rows = new float[degrees.length][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = at(degrees[i]);
    }
    return rows;
  }

  /** Labels of unique rows from those of rows that are all different. */
  private static Clustering clustering(UniqueRows rows, int clusters, int... labels) {
    int[] ofUnique = new int[labels.length];
    for (int row = 0; row < labels.length; row++) {
      ofUnique[rows.uniqueOf(row)] = labels[row];
    }
    return new Clustering(ofUnique, clusters);
  }

  @Test
  void newRowsGoToTheNearestCentroidWhenTheyAreAsNearAsItsMembers() {
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(rowsAt(-10, 0, 10, 80, 100));
        EmbeddingMatrix fresh = EmbeddingMatrix.copyOf(rowsAt(14, 17, 105, 111, 180))) {
      UniqueRows rows = UniqueRows.of(matrix);
      TopicAssigner assigner = TopicAssigner.of(rows, clustering(rows, 2, 0, 0, 0, 1, 1), .05, 1);
      // The outer members are 15 and 20 degrees away from the middle of the others.
      assertThat(assigner.bound(0)).isCloseTo(Math.cos(Math.toRadians(15)), within(1e-6));
      assertThat(assigner.bound(1)).isCloseTo(Math.cos(Math.toRadians(20)), within(1e-6));
      Assigned assigned = assigner.assign(fresh, 2);
      assertThat(assigned.labels()).containsExactly(0, -1, 1, -1, -1);
      assertThat(assigned.cosines()[2])
          .isCloseTo((float) Math.cos(Math.toRadians(15)), within(1e-6f));
    }
  }

  @Test
  void aClusterOfOneTakesTheMedianOfTheBoundsOfTheOthers() {
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(rowsAt(0, 10, 90))) {
      UniqueRows rows = UniqueRows.of(matrix);
      TopicAssigner assigner = TopicAssigner.of(rows, clustering(rows, 2, 0, 0, 1), .05, 1);
      assertThat(assigner.bound(1)).isEqualTo(assigner.bound(0));
      TopicAssigner ones = TopicAssigner.of(rows, clustering(rows, 3, 0, 1, 2), .05, 1);
      assertThat(ones.assign(matrix, 1).labels()).containsExactly(0, 1, 2);
      try (EmbeddingMatrix fresh = EmbeddingMatrix.copyOf(rowsAt(1))) {
        assertThat(ones.assign(fresh, 1).labels()).containsExactly(Clustering.OUTLIER);
      }
    }
  }

  @Test
  void outliersNearEnoughToAClusterAreTakenIn() {
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(rowsAt(-10, 0, 10, 14, 60))) {
      UniqueRows rows = UniqueRows.of(matrix);
      Clustering clustering = clustering(rows, 1, 0, 0, 0, -1, -1);
      Clustering more =
          TopicAssigner.of(rows, clustering, .05, 1).withoutNearOutliers(rows, clustering, 1);
      assertThat(more.expand(rows).labels()).containsExactly(0, 0, 0, 0, -1);
    }
  }

  @Test
  void withoutClustersAllNewRowsAreOutliers() {
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(rowsAt(0, 90))) {
      UniqueRows rows = UniqueRows.of(matrix);
      Clustering none = clustering(rows, 0, -1, -1);
      assertThat(TopicAssigner.of(rows, none, .05, 1).assign(matrix, 1).labels())
          .containsExactly(-1, -1);
      assertThat(new NeighborAssigner(rows, none, 3, 0).assign(matrix, 1).labels())
          .containsExactly(-1, -1);
    }
    try (EmbeddingMatrix empty = EmbeddingMatrix.allocate(0, 2);
        EmbeddingMatrix fresh = EmbeddingMatrix.copyOf(rowsAt(0))) {
      UniqueRows rows = UniqueRows.of(empty);
      Clustering none = new Clustering(new int[0], 0);
      assertThat(new NeighborAssigner(rows, none, 3, 0).assign(fresh, 1).cosines())
          .containsExactly(-1);
    }
  }

  @Test
  void newRowsGoWhereMostOfTheirNearestNeighboursAre() {
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(rowsAt(0, 5, 12, 30, 35, 40, 90));
        EmbeddingMatrix fresh = EmbeddingMatrix.copyOf(rowsAt(6, 33, 21, 85))) {
      UniqueRows rows = UniqueRows.of(matrix);
      NeighborAssigner assigner =
          new NeighborAssigner(rows, clustering(rows, 2, 0, 0, 0, 1, 1, 1, -1), 3, .7);
      Assigned assigned = assigner.assign(fresh, 2);
      // 21: neighbours at 12, 30 and 35; 85: only the outlier is within 45 degrees of it but 40.
      assertThat(assigned.labels()).containsExactly(0, 1, 1, -1);
      assertThat(assigned.cosines()[0])
          .isCloseTo((float) Math.cos(Math.toRadians(1)), within(1e-6f));
    }
  }

  @Test
  void aTieAmongNeighboursIsNoMajority() {
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(rowsAt(0, 10));
        EmbeddingMatrix fresh = EmbeddingMatrix.copyOf(rowsAt(4))) {
      UniqueRows rows = UniqueRows.of(matrix);
      Clustering clustering = clustering(rows, 2, 0, 1);
      assertThat(new NeighborAssigner(rows, clustering, 2, 0).assign(fresh, 1).labels())
          .containsExactly(-1);
      assertThat(new NeighborAssigner(rows, clustering, 1, 0).assign(fresh, 1).labels())
          .containsExactly(0);
    }
  }

  @Test
  void manyRowsGetTheSameClustersOnAnyNumberOfThreads() {
    float[][] vectors = Sphere.groups(40, 30, 48, .08, 3);
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(vectors)) {
      UniqueRows rows = UniqueRows.of(matrix);
      int[] labels = new int[vectors.length];
      for (int row = 0; row < labels.length; row++) {
        labels[row] = row / 30;
      }
      Clustering clustering = clustering(rows, 40, labels);
      Assigned one = TopicAssigner.of(rows, clustering, 0, 1).assign(matrix, 1);
      Assigned three = TopicAssigner.of(rows, clustering, 0, 3).assign(matrix, 3);
      assertThat(Arrays.equals(one.labels(), three.labels())).isTrue();
      assertThat(Arrays.equals(one.labels(), labels)).isTrue();
      assertThat(one.cosines()).isEqualTo(three.cosines());
      Assigned voted = new NeighborAssigner(rows, clustering, 5, 0).assign(matrix, 3);
      assertThat(Arrays.equals(voted.labels(), labels)).isTrue();
    }
  }

  @Test
  void parametersThatMakeNoSenseAreRefused() {
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(rowsAt(0));
        EmbeddingMatrix wide = EmbeddingMatrix.copyOf(new float[][] {{1, 0, 0}})) {
      UniqueRows rows = UniqueRows.of(matrix);
      Clustering one = clustering(rows, 1, 0);
      assertThatThrownBy(() -> TopicAssigner.of(rows, one, 1, 1))
          .isInstanceOf(SemblanceException.class)
          .hasMessage("the share of far members must be at least 0 and below 1, got: 1.0");
      assertThatThrownBy(() -> new NeighborAssigner(rows, one, 0, 0))
          .isInstanceOf(SemblanceException.class)
          .hasMessage("neighbours that vote must be at least 1, got: 0");
      TopicAssigner assigner = TopicAssigner.of(rows, one, .05, 1);
      assertThatThrownBy(() -> assigner.assign(wide, 1))
          .isInstanceOf(SemblanceException.class)
          .hasMessage("new vectors must have the dimension of the clustered ones, 2, got: 3");
    }
  }
}
