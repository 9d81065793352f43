package io.semblance.index.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.error.SemblanceException;
import io.semblance.index.Examples.Strategy;
import io.semblance.vectors.Similarity;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ExampleScorerTest {
  private static final Offset<Double> ROUNDING = within(1e-6);
  private static final float[][] NONE = {};
  private static final float[] EAST = {1, 0};
  private static final float[] NORTH = {0, 1};
  private static final float[] WEST = {-1, 0};
  private static final float[] NORTH_EAST = {3, 4};

  private static double score(
      Strategy strategy, float[][] positive, float[][] negative, float[] candidate) {
    return ExampleScorer.of(strategy, positive, negative, Similarity.COSINE).score(candidate);
  }

  @Test
  void theAverageIsOfUnitVectors() {
    float[] query =
        ExampleScorer.average(new float[][] {{5, 0}, {0, 0.1f}}, new float[][] {{-2, 0}});

    // mean of (1,0) and (0,1) is (0.5,0.5); minus (-1,0) is (1.5,0.5); norm sqrt(2.5)
    assertThat((double) query[0]).isCloseTo(1.5 / Math.sqrt(2.5), ROUNDING);
    assertThat((double) query[1]).isCloseTo(0.5 / Math.sqrt(2.5), ROUNDING);
    assertThat(
            score(
                Strategy.AVERAGE,
                new float[][] {EAST, NORTH},
                new float[][] {WEST},
                new float[] {3, 1}))
        .isCloseTo(1, ROUNDING);
  }

  @Test
  void oneExampleAveragesToItself() {
    assertThat(score(Strategy.AVERAGE, new float[][] {NORTH_EAST}, NONE, EAST))
        .isCloseTo(0.6, ROUNDING);
  }

  @Test
  void examplesThatCancelOutAreRefused() {
    assertThatThrownBy(
            () -> ExampleScorer.average(new float[][] {{0.3f, 0.7f}}, new float[][] {{3, 7}}))
        .isInstanceOf(SemblanceException.class)
        .hasMessageContaining("cancel one another out");
    assertThatThrownBy(() -> ExampleScorer.average(NONE, new float[][] {EAST}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theClosestExampleDecides() {
    float[][] positive = {WEST, NORTH};
    float[][] negative = {EAST};

    // p = max(-0.6, 0.8) = 0.8 > n = 0.6: (1 + 0.8/1.8) / 2 = 13/18
    assertThat(score(Strategy.BEST_SCORE, positive, negative, NORTH_EAST))
        .isCloseTo(13.0 / 18, ROUNDING);
    // p = max(-0.8, 0.6) = 0.6, n = 0.8: -13/18
    assertThat(score(Strategy.BEST_SCORE, positive, negative, new float[] {4, 3}))
        .isCloseTo(-13.0 / 18, ROUNDING);
    // p = 0 = n: the negative decides, (1 + 0) / 2
    assertThat(score(Strategy.BEST_SCORE, new float[][] {EAST}, new float[][] {WEST}, NORTH))
        .isCloseTo(-0.5, ROUNDING);
  }

  @Test
  void whatIsCloserToAPositiveIsAheadEvenWhenAllAreFarAway() {
    float[][] positive = {{-0.2f, 1}};
    float[][] negative = {{-0.5f, 1}};
    double kept = score(Strategy.BEST_SCORE, positive, negative, EAST);
    double refused = score(Strategy.BEST_SCORE, negative, positive, EAST);

    assertThat(kept).isBetween(0.0, 0.5);
    assertThat(refused).isBetween(-0.5, 0.0);
  }

  @Test
  void negativeExamplesAloneRankByDistanceFromThem() {
    float[][] negative = {EAST};

    assertThat(score(Strategy.BEST_SCORE, NONE, negative, WEST))
        .isGreaterThan(score(Strategy.BEST_SCORE, NONE, negative, NORTH));
    assertThat(score(Strategy.BEST_SCORE, NONE, negative, EAST)).isCloseTo(-0.75, ROUNDING);
    assertThat(score(Strategy.SUM, NONE, negative, NORTH_EAST)).isCloseTo(-0.6, ROUNDING);
  }

  @Test
  void sumsSimilarities() {
    // 1 * 0.6 + 0.8 - (-0.6)
    assertThat(score(Strategy.SUM, new float[][] {EAST, NORTH}, new float[][] {WEST}, NORTH_EAST))
        .isCloseTo(2.0, ROUNDING);
  }

  @Test
  void usesTheCollectionsSimilarity() {
    ExampleScorer scorer =
        ExampleScorer.of(Strategy.SUM, new float[][] {EAST}, NONE, Similarity.EUCLIDEAN);

    assertThat(scorer.score(new float[] {4, 4})).isCloseTo(-5, ROUNDING);
  }
}
