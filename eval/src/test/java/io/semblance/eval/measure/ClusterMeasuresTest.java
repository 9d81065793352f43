package io.semblance.eval.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClusterMeasuresTest {
  private static final Offset<Double> ROUNDING = within(1e-10);

  private record Case(
      String name,
      int[] classes,
      int[] clusters,
      double homogeneity,
      double completeness,
      double vMeasure,
      double adjustedRand,
      double adjustedMutualInformation,
      double normalizedMutualInformation,
      double purity) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** What scikit-learn measured, written by src/test/fixtures/cluster_measures.py. */
  static List<Case> cases() throws IOException {
    try (InputStream json =
        ClusterMeasuresTest.class.getResourceAsStream("/cluster-measures.json")) {
      return List.of(new ObjectMapper().readValue(Objects.requireNonNull(json), Case[].class));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void areThoseOfScikitLearn(Case expected) {
    ClusterMeasures measures = ClusterMeasures.of(expected.classes(), expected.clusters());

    assertThat(measures.homogeneity()).isCloseTo(expected.homogeneity(), ROUNDING);
    assertThat(measures.completeness()).isCloseTo(expected.completeness(), ROUNDING);
    assertThat(measures.vMeasure()).isCloseTo(expected.vMeasure(), ROUNDING);
    assertThat(measures.adjustedRand()).isCloseTo(expected.adjustedRand(), ROUNDING);
    assertThat(measures.adjustedMutualInformation())
        .isCloseTo(expected.adjustedMutualInformation(), ROUNDING);
    assertThat(measures.normalizedMutualInformation())
        .isCloseTo(expected.normalizedMutualInformation(), ROUNDING);
    assertThat(measures.purity()).isCloseTo(expected.purity(), ROUNDING);
  }

  @Test
  void theAdjustedRandIndexOfATableWorkedByHand() {
    // pairs together in both 1 + 1, in classes 3 + 3, in clusters 1 + 1 + 1, of 15 in all:
    // (2 - 6 * 3 / 15) / ((6 + 3) / 2 - 6 * 3 / 15) = 0.8 / 3.3
    assertThat(RandIndex.adjusted(new int[] {0, 0, 0, 1, 1, 1}, new int[] {0, 0, 1, 1, 2, 2}))
        .isCloseTo(0.8 / 3.3, ROUNDING);
  }

  @Test
  void theSameDivisionIsPerfectHoweverManyParts() {
    int[] apart = IntStream.range(0, 50).toArray();
    assertThat(ClusterMeasures.of(apart, apart))
        .usingRecursiveComparison()
        .withComparatorForType((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : 1, Double.class)
        .isEqualTo(new ClusterMeasures(1, 1, 1, 1, 1, 1, 1));
  }

  @Test
  void noItemsAreClusteredPerfectly() {
    assertThat(ClusterMeasures.of(new int[0], new int[0]))
        .isEqualTo(new ClusterMeasures(1, 1, 1, 1, 1, 1, 1));
  }

  @Test
  void aLabelForEachItemIsNeeded() {
    assertThatThrownBy(() -> Purity.of(new int[3], new int[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there must be one cluster label for each class label, got: 2 and 3");
  }
}
