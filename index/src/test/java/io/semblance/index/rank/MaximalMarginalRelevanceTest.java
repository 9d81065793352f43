package io.semblance.index.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.error.SemblanceException;
import io.semblance.vectors.Similarity;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaximalMarginalRelevanceTest {
  private static final float[][] VECTORS = {{1, 0}, {1, 0}, {0, 1}, {0.6f, 0.8f}};
  private static final double[] RELEVANCE = {0.9, 0.85, 0.5, 0.6};

  @Test
  void picksWhatIsRelevantAndNew() {
    // First 0 (0.9). Then, halved: 1: 0.85 - 1; 2: 0.5 - 0; 3: 0.6 - 0.6: 2 wins.
    // Then 1: 0.85 - 1 = -0.15; 3: 0.6 - max(0.6, 0.8) = -0.2: 1 wins.
    assertThat(order(0.5, 4)).containsExactly(0, 2, 1, 3);
  }

  private static int[] order(double diversity, int k) {
    return MaximalMarginalRelevance.order(RELEVANCE, VECTORS, Similarity.COSINE, diversity, k);
  }

  @Test
  void withoutDiversityRelevanceDecides() {
    assertThat(order(0, 10)).containsExactly(0, 1, 3, 2);
  }

  @Test
  void withNothingButDiversityTheFirstIsTheFirst() {
    // All tie at 0, so 0; then least similar to it: 2 (0), 3 (0.6), 1 (1).
    assertThat(order(1, 3)).containsExactly(0, 2, 3);
  }

  @Test
  void picksAtMostK() {
    assertThat(order(0.5, 0)).isEmpty();
    assertThat(order(0.5, 1)).containsExactly(0);
  }

  @Test
  void amongEqualsTheLowerNumberIsFirst() {
    assertThat(MaximalMarginalRelevance.order(new double[] {1, 1, 1}, (a, b) -> 0.5, 0.3, 3))
        .containsExactly(0, 1, 2);
  }

  @Test
  void comparesEachPickWithTheRestOnce() {
    AtomicInteger calls = new AtomicInteger();
    double[] relevance = new Random(1).doubles(100).toArray();

    MaximalMarginalRelevance.order(
        relevance,
        (a, b) -> {
          calls.incrementAndGet();
          return 0;
        },
        0.5,
        5);

    assertThat(calls).hasValue(99 + 98 + 97 + 96);
  }

  @ParameterizedTest
  @CsvSource({"1,0.1", "2,0.5", "3,0.9", "4,1"})
  void isWhatTheDefinitionGives(long seed, double diversity) {
    Random random = new Random(seed);
    int n = 30;
    double[] relevance = random.doubles(n, -1, 1).toArray();
    float[][] vectors = new float[n][8];
    for (float[] vector : vectors) {
      for (int i = 0; i < vector.length; i++) {
        vector[i] = (float) random.nextGaussian();
      }
    }

    assertThat(MaximalMarginalRelevance.order(relevance, vectors, Similarity.COSINE, diversity, n))
        .containsExactly(byDefinition(relevance, vectors, diversity));
  }

  private static int[] byDefinition(double[] relevance, float[][] vectors, double diversity) {
    List<Integer> picked = new ArrayList<>();
    while (picked.size() < relevance.length) {
      int best = -1;
      double bestScore = 0;
      for (int i = 0; i < relevance.length; i++) {
        int candidate = i;
        double closest =
            picked.stream()
                .mapToDouble(p -> Similarity.COSINE.score(vectors[candidate], vectors[p]))
                .max()
                .orElse(0);
        double score = (1 - diversity) * relevance[i] - diversity * closest;
        if (!picked.contains(i) && (best < 0 || score > bestScore)) {
          best = i;
          bestScore = score;
        }
      }
      picked.add(best);
    }
    return picked.stream().mapToInt(Integer::intValue).toArray();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void diversityIsFromZeroToOne(double diversity) {
    assertThatThrownBy(() -> order(diversity, 1))
        .isInstanceOf(SemblanceException.class)
        .hasMessage("diversity must be from 0 to 1, got: " + diversity);
  }

  @Test
  void everyCandidateHasAVector() {
    assertThatThrownBy(
            () ->
                MaximalMarginalRelevance.order(
                    new double[1], new float[2][2], Similarity.COSINE, 0.5, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
