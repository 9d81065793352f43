package io.semblance.index.rank;

import io.semblance.error.SemblanceException;
import io.semblance.vectors.Similarity;
import java.util.Arrays;

/**
 * Maximal marginal relevance: picks candidates one after another, each time the one with the
 * greatest λ relevance - (1 - λ) s, where s is its greatest similarity to those already picked, 0
 * when there are none (Carbonell and Goldstein, "The Use of MMR, Diversity-Based Reranking for
 * Reordering Documents and Producing Summaries", SIGIR 1998). Relevance and similarity should be on
 * one scale, as cosines are.
 */
public final class MaximalMarginalRelevance {
  private MaximalMarginalRelevance() {}

  /** How similar two candidates are, by their numbers. */
  @FunctionalInterface
  public interface PairSimilarity {
    double of(int a, int b);
  }

  /**
   * Picks by the similarity of vectors.
   *
   * @param relevance {@code double[n]}, finite
   * @param vectors {@code float[n][dimension]}
   * @param diversity 1 - λ, from 0, which orders by relevance alone, to 1
   * @param k how many to pick, at least 0; all when there are fewer
   * @return numbers of the candidates in the order they were picked; among equals the lower first
   */
  public static int[] order(
      double[] relevance, float[][] vectors, Similarity similarity, double diversity, int k) {
    if (relevance.length != vectors.length) {
      throw new IllegalArgumentException(
          "every candidate must have a vector, got: "
              + relevance.length
              + " candidates and "
              + vectors.length
              + " vectors");
    }
    return order(relevance, (a, b) -> similarity.score(vectors[a], vectors[b]), diversity, k);
  }

  /** Picks by any similarity, which is asked for at most k (n - 1) pairs. */
  public static int[] order(
      double[] relevance, PairSimilarity similarity, double diversity, int k) {
    requireDiversity(diversity);
    int n = relevance.length;
    int[] picked = new int[Math.min(k, n)];
    boolean[] isPicked = new boolean[n];
    double[] closest = new double[n];
    Arrays.fill(closest, Double.NEGATIVE_INFINITY);
    for (int i = 0; i < picked.length; i++) {
      int best = best(relevance, closest, isPicked, diversity);
      picked[i] = best;
      isPicked[best] = true;
      if (i + 1 < picked.length) {
        update(closest, isPicked, best, similarity);
      }
    }
    return picked;
  }

  private static int best(
      double[] relevance, double[] closest, boolean[] isPicked, double diversity) {
    int best = -1;
    double bestScore = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < relevance.length; i++) {
      if (isPicked[i]) {
        continue;
      }
      double redundancy = closest[i] == Double.NEGATIVE_INFINITY ? 0 : closest[i];
      double score = (1 - diversity) * relevance[i] - diversity * redundancy;
      if (best < 0 || score > bestScore) {
        best = i;
        bestScore = score;
      }
    }
    return best;
  }

  private static void update(
      double[] closest, boolean[] isPicked, int latest, PairSimilarity similarity) {
    for (int i = 0; i < closest.length; i++) {
      if (!isPicked[i]) {
        closest[i] = Math.max(closest[i], similarity.of(i, latest));
      }
    }
  }

  private static void requireDiversity(double diversity) {
    if (!(diversity >= 0 && diversity <= 1)) {
      throw SemblanceException.invalid("diversity must be from 0 to 1, got: " + diversity);
    }
  }
}
