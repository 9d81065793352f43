package io.semblance.clustering.leiden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.clustering.Clustering;
import io.semblance.clustering.ExactGraphs;
import io.semblance.clustering.KnnGraph;
import io.semblance.error.SemblanceException;
import io.semblance.progress.Progress;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ResolutionSweepTest {
  /** Four pairs of cosine .9; pairs 0 and 1, and 2 and 3, joined by cosine .5. */
  private static final KnnGraph PAIRS_OF_PAIRS =
      new KnnGraph(
          8,
          2,
          new int[] {1, -1, 0, 2, 3, 1, 2, -1, 5, -1, 4, 6, 7, 5, 6, -1},
          new float[] {.9f, 0, .9f, .5f, .9f, .5f, .9f, 0, .9f, 0, .9f, .5f, .9f, .5f, .9f, 0});

  private static final LeidenConfig PAIRS = LeidenConfig.of(1).withMinClusterSize(2);

  @Test
  void linksFineCommunitiesWithBroadOnes() {
    LeidenNetwork network = LeidenTest.network(PAIRS_OF_PAIRS, LeidenTest.ones(8), 0);

    ClusterHierarchy hierarchy =
        ResolutionSweep.sweep(network, new double[] {.1, .3, 2}, PAIRS, Progress.NONE);

    ClusterHierarchy.Level broad = hierarchy.levels().get(0);
    ClusterHierarchy.Level fine = hierarchy.levels().get(1);
    ClusterHierarchy.Level none = hierarchy.levels().get(2);
    assertThat(broad.clustering().labels()).containsExactly(0, 0, 0, 0, 1, 1, 1, 1);
    assertThat(broad.parents()).containsOnly(Clustering.OUTLIER);
    assertThat(fine.clustering().labels()).containsExactly(0, 0, 1, 1, 2, 2, 3, 3);
    assertThat(fine.parents()).containsExactly(0, 0, 1, 1);
    assertThat(fine.nesting()).isEqualTo(1);
    assertThat(fine.stability()).isEqualTo(1);
    assertThat(none.clustering().clusters()).isZero();
    assertThat(none.parents()).isEmpty();
  }

  @Test
  void measuresHowWellLevelsAreNestedAndAgree() {
    Clustering fine = new Clustering(new int[] {0, 0, 0, 1, 1, -1}, 2);
    Clustering broad = new Clustering(new int[] {0, 0, 1, 1, -1, 0}, 2);

    Overlap overlap = Overlap.of(fine, broad, new int[] {1, 1, 1, 1, 5, 1});

    assertThat(overlap.parents()).containsExactly(0, 1);
    assertThat(overlap.inParents()).isEqualTo(3);
  }

  /** The value that scikit-learn's adjusted_rand_score gives for these labels. */
  @Test
  void measuresAgreementByTheAdjustedRandIndex() {
    Clustering one = new Clustering(new int[] {0, 0, 1, 1}, 2);
    Clustering other = new Clustering(new int[] {0, 0, 1, 2}, 3);

    assertThat(
            Overlap.of(one, other, LeidenTest.ones(4))
                .adjustedRand(4, new long[] {2, 2}, new long[] {2, 1, 1}))
        .isCloseTo(0.5714285714285715, within(1e-12));
  }

  @Test
  void offersResolutionsFromAllRowsToSmallGroups() {
    LeidenNetwork network =
        LeidenTest.network(
            ExactGraphs.of(LeidenTest.blobs(new Random(2), 8, 40, 12), 10),
            LeidenTest.ones(320),
            0);

    double[] resolutions = ResolutionSweep.resolutions(network, 10);

    assertThat(resolutions)
        .containsExactly(
            new double[] {
              network.resolutionFor(1280),
              network.resolutionFor(640),
              network.resolutionFor(320),
              network.resolutionFor(160)
            },
            within(1e-12));
  }

  @Test
  void recommendsTheLevelThatFindsWhatIsThere() {
    LeidenNetwork network =
        LeidenTest.network(
            ExactGraphs.of(LeidenTest.blobs(new Random(2), 8, 40, 12), 10),
            LeidenTest.ones(320),
            0);

    ClusterHierarchy hierarchy =
        ResolutionSweep.sweep(
            network, ResolutionSweep.resolutions(network, 10), PAIRS, Progress.NONE);

    int[] labels = hierarchy.recommendedLevel().clustering().labels();
    assertThat(hierarchy.recommendedLevel().clustering().clusters()).isEqualTo(8);
    for (int blob = 0; blob < 8; blob++) {
      assertThat(Arrays.stream(labels, 40 * blob, 40 * (blob + 1)).distinct()).hasSize(1);
    }
  }

  @Test
  void sweepsOverNothingAndOverOrthogonalRows() {
    LeidenNetwork nothing =
        LeidenTest.network(new KnnGraph(0, 0, new int[0], new float[0]), new int[0], 0);
    LeidenNetwork apart =
        LeidenTest.network(new KnnGraph(3, 0, new int[0], new float[0]), LeidenTest.ones(3), 0);

    for (LeidenNetwork network : new LeidenNetwork[] {nothing, apart}) {
      ClusterHierarchy hierarchy =
          ResolutionSweep.sweep(
              network, ResolutionSweep.resolutions(network, 2), PAIRS, Progress.NONE);
      assertThat(hierarchy.recommendedLevel().clustering().clusters()).isZero();
    }
  }

  @Test
  void refusesResolutionsThatDoNotRise() {
    LeidenNetwork network = LeidenTest.network(PAIRS_OF_PAIRS, LeidenTest.ones(8), 0);

    assertThatThrownBy(
            () -> ResolutionSweep.sweep(network, new double[] {2, 1}, PAIRS, Progress.NONE))
        .isInstanceOf(SemblanceException.class)
        .hasMessage("resolutions must rise, got: 1.0 after 2.0");
    assertThatThrownBy(() -> ResolutionSweep.sweep(network, new double[0], PAIRS, Progress.NONE))
        .hasMessage("resolutions must not be empty");
  }
}
