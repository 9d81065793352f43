package io.semblance.eval.measure;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Correlation coefficients of two equally long lists of numbers, in double precision. */
public final class Correlation {
  private Correlation() {}

  /**
   * Pearson's r, in [-1, 1].
   *
   * @throws IllegalArgumentException when the lengths differ, there are fewer than two values, or
   *     one list is constant
   */
  public static double pearson(double[] x, double[] y) {
    if (x.length != y.length || x.length < 2) {
      throw new IllegalArgumentException(
          "correlation needs two lists of one length, at least 2, got: "
              + x.length
              + " and "
              + y.length);
    }
    double meanX = mean(x);
    double meanY = mean(y);
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - meanX) * (y[i] - meanY);
      xx += (x[i] - meanX) * (x[i] - meanX);
      yy += (y[i] - meanY) * (y[i] - meanY);
    }
    if (xx == 0 || yy == 0) {
      throw new IllegalArgumentException("correlation with a constant list is not defined");
    }
    return xy / Math.sqrt(xx * yy);
  }

  /** Spearman's rho: Pearson's r of the ranks, equal values sharing the average of their ranks. */
  public static double spearman(double[] x, double[] y) {
    return pearson(ranks(x), ranks(y));
  }

  private static double[] ranks(double[] values) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> values[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] ranks = new double[values.length];
    for (int start = 0; start < order.length; ) {
      int end = start;
      while (end < order.length && values[order[end]] == values[order[start]]) {
        end++;
      }
      double average = (start + 1 + end) / 2.0;
      for (int i = start; i < end; i++) {
        ranks[order[i]] = average;
      }
      start = end;
    }
    return ranks;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
