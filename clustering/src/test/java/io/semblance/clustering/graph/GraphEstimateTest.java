package io.semblance.clustering.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.clustering.UniqueRows;
import io.semblance.clustering.pairs.MiningEstimate;
import io.semblance.vectors.EmbeddingMatrix;
import org.junit.jupiter.api.Test;

class GraphEstimateTest {
  @Test
  void fewRowsAreComparedWithAllInTheTimeThatTheirProductsTake() {
    try (EmbeddingMatrix matrix = TestVectors.clustered(1000, 8, 10, 1)) {
      UniqueRows rows = UniqueRows.of(matrix);
      MiningEstimate exact = new MiningEstimate(499_500, 2.0 * 8 * 499_500, 0, 2);
      GraphEstimate estimate = GraphEstimate.of(rows, 5, GraphOptions.defaults(), exact);
      assertThat(estimate.mode()).isEqualTo(GraphMode.EXACT);
      assertThat(estimate.seconds()).isEqualTo(2);
      assertThat(estimate.cellOperations()).isGreaterThan(estimate.exactOperations());
      assertThat(estimate.bytes()).isEqualTo(4 * 1000 * 8 + 3 * 8 * 1000 * 5);
    }
  }

  @Test
  void theModeThatIsAskedForIsEstimated() {
    try (EmbeddingMatrix matrix = TestVectors.clustered(1000, 8, 10, 1)) {
      UniqueRows rows = UniqueRows.of(matrix);
      MiningEstimate exact = new MiningEstimate(499_500, 2.0 * 8 * 499_500, 0, 2);
      GraphOptions options = GraphOptions.defaults().withMode(GraphMode.CELLS);
      GraphEstimate estimate = GraphEstimate.of(rows, 5, options, exact);
      assertThat(estimate.mode()).isEqualTo(GraphMode.CELLS);
      assertThat(estimate.seconds())
          .isEqualTo(2 * estimate.cellOperations() / estimate.exactOperations());
    }
  }

  @Test
  void theRateOfThisMachineIsMeasured() {
    try (EmbeddingMatrix matrix = TestVectors.clustered(500, 8, 10, 1)) {
      GraphEstimate estimate =
          KnnGraphs.estimate(UniqueRows.of(matrix), 5, GraphOptions.defaults());
      assertThat(estimate.seconds()).isPositive();
      assertThat(estimate.exactOperations()).isEqualTo(8.0 * 500 * 499);
    }
  }
}
