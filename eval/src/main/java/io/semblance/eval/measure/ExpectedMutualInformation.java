package io.semblance.eval.measure;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The expectation of mutual information over all pairs of divisions with given sizes: for a class
 * of a items and a cluster of b, the items they share are hypergeometric (Vinh, Epps and Bailey,
 * 2010, equation 24a).
 *
 * <p>Costs the sum of min(a, b) over the different pairs of sizes.
 */
final class ExpectedMutualInformation {
  private final long items;
  private final double[] logFactorials;

  private ExpectedMutualInformation(long items) {
    this.items = items;
    this.logFactorials = new double[Math.toIntExact(items) + 1];
    for (int i = 2; i < logFactorials.length; i++) {
      logFactorials[i] = logFactorials[i - 1] + Math.log(i);
    }
  }

  static double of(Contingency table) {
    ExpectedMutualInformation expected = new ExpectedMutualInformation(table.items());
    Map<Long, Integer> clusterSizes = histogram(table.clusters());
    double sum = 0;
    for (Map.Entry<Long, Integer> a : histogram(table.classes()).entrySet()) {
      for (Map.Entry<Long, Integer> b : clusterSizes.entrySet()) {
        sum += (double) a.getValue() * b.getValue() * expected.ofPair(a.getKey(), b.getKey());
      }
    }
    return sum;
  }

  private static Map<Long, Integer> histogram(long[] sizes) {
    Map<Long, Integer> histogram = new TreeMap<>();
    Arrays.stream(sizes).forEach(size -> histogram.merge(size, 1, Integer::sum));
    return histogram;
  }

  private double ofPair(long a, long b) {
    double sum = 0;
    for (long shared = Math.max(1, a + b - items); shared <= Math.min(a, b); shared++) {
      double information = (double) shared / items * Math.log((double) items * shared / (a * b));
      sum += information * Math.exp(logProbability(a, b, shared));
    }
    return sum;
  }

  private double logProbability(long a, long b, long shared) {
    return logChoose(b, shared) + logChoose(items - b, a - shared) - logChoose(items, a);
  }

  private double logChoose(long n, long k) {
    return logFactorials[(int) n] - logFactorials[(int) k] - logFactorials[(int) (n - k)];
  }
}
