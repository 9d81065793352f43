package io.semblance.clustering.leiden;

import io.semblance.clustering.Clustering;
import java.util.Arrays;

/**
 * How many rows, copies counted, two clusterings have in each pair of a cluster of the one and a
 * cluster of the other. Outliers of either are left out.
 */
final class Overlap {
  private final int clusters;
  private final long[] pairs;
  private final long[] weights;

  private Overlap(int clusters, long[] pairs, long[] weights) {
    this.clusters = clusters;
    this.pairs = pairs;
    this.weights = weights;
  }

  static Overlap of(Clustering clustering, Clustering other, int[] copies) {
    long[] rows = new long[copies.length];
    int count = 0;
    for (int row = 0; row < copies.length; row++) {
      if (clustering.labels()[row] != Clustering.OUTLIER
          && other.labels()[row] != Clustering.OUTLIER) {
        rows[count++] = code(clustering, other, row);
      }
    }
    Arrays.sort(rows, 0, count);
    long[] pairs = Arrays.stream(rows, 0, count).distinct().toArray();
    long[] weights = new long[pairs.length];
    for (int row = 0; row < copies.length; row++) {
      int pair = Arrays.binarySearch(pairs, code(clustering, other, row));
      if (pair >= 0) {
        weights[pair] += copies[row];
      }
    }
    return new Overlap(clustering.clusters(), pairs, weights);
  }

  private static long code(Clustering clustering, Clustering other, int row) {
    return ((long) clustering.labels()[row] << 32) | (other.labels()[row] & 0xffffffffL);
  }

  /**
   * For each cluster the other one that has the most of its rows, the larger of equal ones; {@code
   * OUTLIER} where none has any.
   */
  int[] parents() {
    int[] parents = new int[clusters];
    Arrays.fill(parents, Clustering.OUTLIER);
    long[] most = new long[clusters];
    for (int pair = 0; pair < pairs.length; pair++) {
      int cluster = (int) (pairs[pair] >> 32);
      if (weights[pair] > most[cluster]) {
        most[cluster] = weights[pair];
        parents[cluster] = (int) pairs[pair];
      }
    }
    return parents;
  }

  /** How many rows are in their cluster's parent. */
  long inParents() {
    long[] most = new long[clusters];
    for (int pair = 0; pair < pairs.length; pair++) {
      int cluster = (int) (pairs[pair] >> 32);
      most[cluster] = Math.max(most[cluster], weights[pair]);
    }
    return Arrays.stream(most).sum();
  }

  /**
   * The adjusted Rand index of two clusterings (Hubert and Arabie, "Comparing Partitions", 1985) of
   * so many rows, each outlier alone.
   *
   * @param ofClusters how many rows each cluster has, {@code ofOthers} each other one
   */
  double adjustedRand(long rows, long[] ofClusters, long[] ofOthers) {
    double together = sumOfPairs(weights);
    double inClusters = sumOfPairs(ofClusters);
    double inOthers = sumOfPairs(ofOthers);
    double byChance = rows < 2 ? 0 : inClusters * inOthers / pairs(rows);
    double most = (inClusters + inOthers) / 2;
    return most == byChance ? 1 : (together - byChance) / (most - byChance);
  }

  private static double sumOfPairs(long[] counts) {
    return Arrays.stream(counts).mapToDouble(Overlap::pairs).sum();
  }

  private static double pairs(long count) {
    return count / 2.0 * (count - 1);
  }
}
