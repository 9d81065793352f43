package io.semblance.clustering.kmeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.clustering.Clustering;
import io.semblance.clustering.TestRows;
import io.semblance.clustering.UniqueRows;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.progress.ParallelLoops;
import io.semblance.progress.Progress;
import io.semblance.vectors.EmbeddingMatrix;
import io.semblance.vectors.Vectors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KMeansTest {
  private final ParallelLoops loops = new ParallelLoops(2, "test");

  @AfterEach
  void stop() {
    loops.close();
  }

  private record Case(
      String name,
      float[][] vectors,
      float[][] initial,
      int iterations,
      double initialInertia,
      int[] labels,
      float[][] centroids,
      double inertia) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** What scikit-learn and numpy computed, written by src/test/fixtures/partitions.py. */
  static List<Case> cases() throws IOException {
    return TestRows.cases("/kmeans.json", Case[].class);
  }

  private KMeansResult cluster(float[][] vectors, KMeansConfig config) {
    try (EmbeddingMatrix matrix = TestRows.matrix(vectors)) {
      return KMeans.cluster(UniqueRows.of(matrix), config, loops, Progress.NONE);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void fromGivenCentroidsGivesTheClustersOfScikitLearn(Case expected) {
    try (EmbeddingMatrix matrix = TestRows.matrix(expected.vectors())) {
      UniqueRows rows = UniqueRows.of(matrix);

      KMeansResult result =
          KMeans.from(rows, expected.initial(), expected.iterations(), loops, Progress.NONE);

      int[] ones = new int[rows.rows()];
      Arrays.fill(ones, 1);
      int[] labels = result.clustering().expand(rows).labels();
      assertThat(Clustering.numbered(labels, ones).labels())
          .containsExactly(Clustering.numbered(expected.labels(), ones).labels());
      assertThat(result.inertia()).isCloseTo(expected.inertia(), within(1e-5));
      for (int row = 0; row < labels.length; row++) {
        assertThat(result.centroids()[labels[row]])
            .containsExactly(expected.centroids()[expected.labels()[row]], within(1e-6f));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void withoutIterationsRowsAreOnlyAssigned(Case expected) {
    try (EmbeddingMatrix matrix = TestRows.matrix(expected.vectors())) {
      KMeansResult result =
          KMeans.from(UniqueRows.of(matrix), expected.initial(), 0, loops, Progress.NONE);
      assertThat(result.inertia()).isCloseTo(expected.initialInertia(), within(1e-5));
      assertThat(result.iterations()).isZero();
      assertThat(result.converged()).isFalse();
    }
  }

  @Test
  void findsGroupsThatAreFarApart() {
    float[][] vectors = TestRows.grouped(600, 40, 10, 0.4f, 1);
    try (EmbeddingMatrix matrix = TestRows.matrix(vectors)) {
      UniqueRows rows = UniqueRows.of(matrix);
      KMeansConfig config = KMeansConfig.of(10).withRestarts(8);

      KMeansResult result = KMeans.cluster(rows, config, loops, Progress.NONE);

      int[] labels = result.clustering().expand(rows).labels();
      assertThat(result.converged()).isTrue();
      assertThat(result.clustering().sizes()).containsOnly(60);
      for (int row = 0; row < labels.length; row++) {
        assertThat(labels[row]).isEqualTo(labels[row % 10]);
      }
    }
  }

  @Test
  void threadsAndOrderDoNotChangeABit() {
    float[][] vectors = TestRows.grouped(1500, 24, 30, 1.5f, 2);
    float[][] shuffled = TestRows.shuffled(vectors, 3);
    KMeansConfig config = new KMeansConfig(40, 10, 2, 5);

    KMeansResult one;
    try (ParallelLoops single = new ParallelLoops(1, "test");
        EmbeddingMatrix matrix = TestRows.matrix(vectors)) {
      one = KMeans.cluster(UniqueRows.of(matrix), config, single, Progress.NONE);
    }
    KMeansResult other = cluster(shuffled, config);

    assertThat(other.clustering().labels()).containsExactly(one.clustering().labels());
    assertThat(other.centroids()).isDeepEqualTo(one.centroids());
    assertThat(other.inertia()).isEqualTo(one.inertia());
    assertThat(cluster(vectors, config.withSeed(6)).inertia()).isNotEqualTo(one.inertia());
  }

  @Test
  void copiesCountForCentroidsAndInertia() {
    float[] half = {0.5f, (float) Math.sqrt(0.75)};
    float[][] vectors = {{1, 0}, {1, 0}, {1, 0}, half};
    KMeansResult result = cluster(vectors, KMeansConfig.of(1));

    // the sum is (3.5, sqrt(0.75)); inertia = 2 * 4 - 2 * length of the sum
    double length = Math.sqrt(3.5 * 3.5 + 0.75);
    assertThat(result.centroids()[0][0]).isCloseTo((float) (3.5 / length), within(1e-6f));
    assertThat(result.inertia()).isCloseTo(8 - 2 * length, within(1e-6));
  }

  @Test
  void moreRestartsAreNeverWorse() {
    float[][] vectors = TestRows.grouped(400, 10, 12, 0.8f, 4);
    double before = Double.POSITIVE_INFINITY;
    for (int restarts = 1; restarts <= 5; restarts++) {
      double inertia = cluster(vectors, KMeansConfig.of(12).withRestarts(restarts)).inertia();
      assertThat(inertia).isLessThanOrEqualTo(before);
      before = inertia;
    }
  }

  @Test
  void anEmptyClusterStartsAgainAtTheFarthestRow() {
    float[][] vectors = {{1, 0}, {0.8f, 0.6f}, {0, 1}};
    // the second centroid is nearest to no row
    float[][] initial = {{0.8f, 0.6f}, {0, -1}};
    try (EmbeddingMatrix matrix = TestRows.matrix(vectors)) {
      UniqueRows rows = UniqueRows.of(matrix);
      KMeansResult result = KMeans.from(rows, initial, 0, loops, Progress.NONE);

      // cosines with (0.8, 0.6): 0.8, 1 and 0.6
      assertThat(result.clustering().expand(rows).labels()).containsExactly(0, 0, 1);
      assertThat(result.centroids()[1]).containsExactly(0, 1);
      assertThat(initial[1]).containsExactly(0, -1);
    }
  }

  @Test
  void rowsThatCancelOutLeaveTheCentroidWhereItWas() {
    float[][] vectors = {{1, 0}, {-1, 0}};
    try (EmbeddingMatrix matrix = TestRows.matrix(vectors)) {
      KMeansResult result =
          KMeans.from(UniqueRows.of(matrix), new float[][] {{0, 1}}, 5, loops, Progress.NONE);
      assertThat(result.centroids()[0]).containsExactly(0, 1);
      assertThat(result.inertia()).isEqualTo(4);
    }
  }

  @Test
  void asManyClustersAsRowsHaveOneRowEach() {
    KMeansResult result = cluster(TestRows.orthogonal(70), KMeansConfig.of(70));
    assertThat(result.clustering().sizes()).containsOnly(1).hasSize(70);
    assertThat(result.inertia()).isCloseTo(0, within(1e-9));
  }

  @Test
  void nearlyEqualRowsAreStillDifferentSeeds() {
    // squared distances of these rows vanish in single precision
    float[][] vectors = new float[40][];
    for (int row = 0; row < vectors.length; row++) {
      vectors[row] = new float[] {1, row * 1e-6f};
    }
    KMeansResult result = cluster(vectors, KMeansConfig.of(40));
    assertThat(result.clustering().sizes()).containsOnly(1).hasSize(40);
  }

  @Test
  void identicalRowsAreOneCluster() {
    float[] row = {0.6f, 0.8f};
    KMeansResult result = cluster(new float[][] {row, row, row}, KMeansConfig.of(1));
    assertThat(result.clustering().labels()).containsExactly(0);
    assertThat(result.inertia()).isCloseTo(0, within(1e-12));
  }

  @Test
  void moreClustersThanDifferentRowsAreRefused() {
    float[] row = {0.6f, 0.8f};
    assertThatThrownBy(() -> cluster(new float[][] {row, row}, KMeansConfig.of(2)))
        .isInstanceOf(SemblanceException.class)
        .hasMessage("k must be from 1 to the number of different vectors, 1, got: 2");
    assertThatThrownBy(() -> cluster(new float[0][], KMeansConfig.of(1)))
        .hasMessage("k must be from 1 to the number of different vectors, 0, got: 1");
  }

  @Test
  void centroidsOfAnotherDimensionAreRefused() {
    try (EmbeddingMatrix matrix = TestRows.matrix(TestRows.orthogonal(3))) {
      UniqueRows rows = UniqueRows.of(matrix);
      float[][] flat = {{1, 0}};
      assertThatThrownBy(() -> KMeans.from(rows, flat, 1, loops, Progress.NONE))
          .isInstanceOf(SemblanceException.class)
          .hasMessage("dimension mismatch: vectors have 3, a centroid has 2");
    }
  }

  @Test
  void valuesBelowOneAreRefused() {
    assertThatThrownBy(() -> KMeansConfig.of(0)).hasMessage("k must be at least 1, got: 0");
    assertThatThrownBy(() -> new KMeansConfig(1, 0, 1, 1))
        .hasMessage("max_iterations must be at least 1, got: 0");
    assertThatThrownBy(() -> new KMeansConfig(1, 1, 0, 1))
        .hasMessage("restarts must be at least 1, got: 0");
  }

  @Test
  void tellsIterationsAndStopsWhenAsked() {
    float[][] vectors = TestRows.grouped(300, 8, 10, 2, 6);
    List<Long> told = new ArrayList<>();
    Progress until3 =
        new Progress() {
          @Override
          public void advancedTo(long done) {
            told.add(done);
          }

          @Override
          public boolean isCancelled() {
            return told.size() == 3;
          }
        };
    try (EmbeddingMatrix matrix = TestRows.matrix(vectors)) {
      UniqueRows rows = UniqueRows.of(matrix);
      assertThatThrownBy(() -> KMeans.cluster(rows, KMeansConfig.of(20), loops, until3))
          .isInstanceOfSatisfying(
              SemblanceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
    }
    assertThat(told).containsExactly(1L, 2L, 3L);
  }

  @Test
  void centroidsHaveUnitLength() {
    float[][] vectors = TestRows.grouped(200, 16, 5, 1, 7);
    for (float[] centroid : cluster(vectors, KMeansConfig.of(9)).centroids()) {
      assertThat(Vectors.norm(centroid)).isCloseTo(1, within(1e-6f));
    }
  }
}
