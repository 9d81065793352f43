package io.semblance.clustering.kmeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.clustering.TestRows;
import io.semblance.clustering.UniqueRows;
import io.semblance.progress.ParallelLoops;
import io.semblance.progress.Progress;
import io.semblance.vectors.EmbeddingMatrix;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class KMeansTrialsTest {
  @Test
  void theGridGrowsByTheSquareRootOfTwo() {
    assertThat(KMeansTrials.grid(2, 32)).containsExactly(2, 3, 4, 6, 8, 11, 16, 23, 32);
    assertThat(KMeansTrials.grid(1, 5)).containsExactly(1, 2, 3, 4, 5);
    assertThat(KMeansTrials.grid(7, 7)).containsExactly(7);
    assertThatThrownBy(() -> KMeansTrials.grid(3, 2))
        .hasMessage("the least k must be at least 1 and at most the greatest, got: 3 and 2");
  }

  @Test
  void theSilhouetteIsBestForAsManyClustersAsThereAreGroups() {
    try (EmbeddingMatrix matrix = TestRows.matrix(TestRows.grouped(400, 16, 8, 0.5f, 1));
        ParallelLoops loops = new ParallelLoops(2, "test")) {
      UniqueRows rows = UniqueRows.of(matrix);
      KMeansConfig config = KMeansConfig.of(1).withRestarts(8);

      List<KMeansTrial> trials =
          KMeansTrials.run(rows, KMeansTrials.grid(1, 32), config, loops, Progress.NONE);

      assertThat(trials)
          .extracting(KMeansTrial::k)
          .containsExactly(1, 2, 3, 4, 6, 8, 11, 16, 23, 32);
      assertThat(trials.get(0).silhouette()).isEmpty();
      assertThat(trials.get(0).inertia()).isGreaterThan(trials.get(5).inertia());
      assertThat(KMeansTrials.bestBySilhouette(trials))
          .hasValueSatisfying(best -> assertThat(best.k()).isEqualTo(8));
    }
  }

  @Test
  void amongEquallyGoodTrialsTheOneOfFewestClustersIsBest() {
    List<KMeansTrial> trials =
        List.of(
            new KMeansTrial(1, 3, OptionalDouble.empty()),
            new KMeansTrial(4, 2, OptionalDouble.of(0.5)),
            new KMeansTrial(2, 1, OptionalDouble.of(0.5)));
    assertThat(KMeansTrials.bestBySilhouette(trials)).hasValue(trials.get(2));
    assertThat(KMeansTrials.bestBySilhouette(trials.subList(0, 1))).isEmpty();
  }
}
