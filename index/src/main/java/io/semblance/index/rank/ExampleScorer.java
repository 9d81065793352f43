package io.semblance.index.rank;

import io.semblance.error.SemblanceException;
import io.semblance.index.Examples.Strategy;
import io.semblance.vectors.Similarity;
import io.semblance.vectors.Vectors;

/**
 * How well a vector fits some examples; higher is better. Safe for many threads.
 *
 * @see Strategy the formulas
 */
@FunctionalInterface
public interface ExampleScorer {
  /** The score of a candidate of the examples' dimension. */
  double score(float[] candidate);

  /**
   * The scorer of a strategy.
   *
   * @param positive {@code float[n][dimension]}; kept, not changed
   * @param negative {@code float[m][dimension]}; kept, not changed
   */
  static ExampleScorer of(
      Strategy strategy, float[][] positive, float[][] negative, Similarity similarity) {
    return switch (strategy) {
      case AVERAGE -> {
        float[] query = average(positive, negative);
        yield candidate -> similarity.score(query, candidate);
      }
      case BEST_SCORE ->
          candidate ->
              bestScore(
                  best(positive, candidate, similarity), best(negative, candidate, similarity));
      case SUM ->
          candidate -> sum(positive, candidate, similarity) - sum(negative, candidate, similarity);
    };
  }

  /**
   * The query vector of {@link Strategy#AVERAGE}: mean of the positive unit vectors minus mean of
   * the negative ones, scaled to unit length.
   *
   * @param positive {@code float[n][dimension]}, n at least 1; not changed
   * @param negative {@code float[m][dimension]}; not changed
   * @return {@code float[dimension]}, the caller's
   * @throws SemblanceException when the examples cancel one another out
   */
  static float[] average(float[][] positive, float[][] negative) {
    if (positive.length == 0) {
      throw new IllegalArgumentException("the average needs a positive example");
    }
    double[] sum = new double[positive[0].length];
    addUnits(positive, 1.0 / positive.length, sum);
    addUnits(negative, -1.0 / Math.max(1, negative.length), sum);
    return unit(sum);
  }

  private static void addUnits(float[][] vectors, double scale, double[] sum) {
    for (float[] vector : vectors) {
      if (vector.length != sum.length) {
        throw new IllegalArgumentException(
            "examples must have one dimension, got: " + sum.length + " and " + vector.length);
      }
      double norm = Vectors.norm(vector);
      for (int i = 0; i < sum.length && norm > 0; i++) {
        sum[i] += scale * vector[i] / norm;
      }
    }
  }

  private static float[] unit(double[] sum) {
    double squares = 0;
    for (double value : sum) {
      squares += value * value;
    }
    double norm = Math.sqrt(squares);
    double smallest = 1e-6; // rounding of float components leaves about 1e-7
    if (norm < smallest) {
      throw SemblanceException.invalid(
          "the positive and negative examples cancel one another out; leave some out or use"
              + " best_score");
    }
    float[] unit = new float[sum.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (sum[i] / norm);
    }
    return unit;
  }

  private static double best(float[][] examples, float[] candidate, Similarity similarity) {
    double best = Double.NEGATIVE_INFINITY;
    for (float[] example : examples) {
      best = Math.max(best, similarity.score(example, candidate));
    }
    return best;
  }

  private static double bestScore(double positive, double negative) {
    return positive > negative ? squashed(positive) : -squashed(negative);
  }

  private static double squashed(double similarity) {
    return (1 + similarity / (1 + Math.abs(similarity))) / 2;
  }

  private static double sum(float[][] examples, float[] candidate, Similarity similarity) {
    double sum = 0;
    for (float[] example : examples) {
      sum += similarity.score(example, candidate);
    }
    return sum;
  }
}
