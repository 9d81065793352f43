package io.semblance.clustering.hdbscan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.semblance.clustering.Clustering;
import io.semblance.clustering.ExactGraphs;
import io.semblance.clustering.hdbscan.HdbscanConfig.Selection;
import io.semblance.progress.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against src/test/fixtures/hdbscan.py, which follows the papers with scipy. */
class HdbscanReferenceTest {
  private static final Map<String, Selection> SELECTIONS =
      Map.of("eom", Selection.EXCESS_OF_MASS, "leaf", Selection.LEAF);

  record Case(
      String name,
      @JsonProperty("min_cluster_size") int minClusterSize,
      @JsonProperty("min_samples") int minSamples,
      String selection,
      float[][] vectors,
      int[] weights,
      int[] labels,
      @JsonProperty("labels_one_by_one") int[] labelsOneByOne,
      double[] probabilities,
      @JsonProperty("outlier_scores") double[] outlierScores,
      double[] persistence) {

    HdbscanResult result() {
      return Hdbscan.cluster(
          ExactGraphs.of(vectors, vectors.length - 1),
          weights,
          new HdbscanConfig(
              minClusterSize, minSamples, Objects.requireNonNull(SELECTIONS.get(selection))),
          Progress.NONE);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> cases() throws IOException {
    try (InputStream json = HdbscanReferenceTest.class.getResourceAsStream("reference.json")) {
      return List.of(new ObjectMapper().readValue(json, Case[].class));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void labelsAsThePaperDoes(Case expected) {
    HdbscanResult result = expected.result();

    assertThat(result.clustering().labels()).containsExactly(expected.labels);
    assertThat(result.persistence()).containsExactly(expected.persistence, within(1e-6));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void saysHowMuchEachRowBelongs(Case expected) {
    HdbscanResult result = expected.result();

    for (int row = 0; row < expected.vectors.length; row++) {
      assertThat((double) result.probabilities()[row])
          .as("probability of row " + row)
          .isCloseTo(expected.probabilities[row], within(2e-6));
      assertThat((double) result.outlierScores()[row])
          .as("outlier score of row " + row)
          .isCloseTo(expected.outlierScores[row], within(2e-6));
    }
  }

  /** Rows at a tie are between clusters here, and in one of them where edges go one by one. */
  @ParameterizedTest
  @MethodSource("cases")
  void differsFromRemovingEdgesOneByOneAtTiesOnly(Case expected) {
    Clustering clustering = expected.result().clustering();

    int different = 0;
    for (int row = 0; row < expected.vectors.length; row++) {
      if (clustering.labels()[row] != expected.labelsOneByOne[row]) {
        different++;
        assertThat(clustering.labels()[row]).as("row " + row).isEqualTo(Clustering.OUTLIER);
      }
    }
    assertThat(different).isLessThan(clustering.clusters());
  }
}
