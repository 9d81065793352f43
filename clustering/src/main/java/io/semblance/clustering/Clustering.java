package io.semblance.clustering;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Which cluster each item is in. Clusters are numbered from 0, the largest first, and among equally
 * large ones the one with the lowest item first.
 *
 * @param labels {@code int[items]}: a cluster's number, or {@link #OUTLIER}
 * @param clusters how many clusters there are
 */
public record Clustering(int[] labels, int clusters) {
  /** The label of an item that is in no cluster. */
  public static final int OUTLIER = -1;

  /**
   * Numbers clusters.
   *
   * @param groups {@code int[items]}: equal numbers from 0 to {@code items - 1} for items of one
   *     cluster, below 0 for an outlier
   * @param weights {@code int[items]}: how much each item counts for the size of its cluster
   */
  public static Clustering numbered(int[] groups, int[] weights) {
    long[] sizes = new long[groups.length];
    int[] lowest = new int[groups.length];
    Arrays.fill(lowest, -1);
    for (int item = 0; item < groups.length; item++) {
      int group = groups[item];
      if (group >= 0) {
        sizes[group] += weights[item];
        lowest[group] = lowest[group] < 0 ? item : lowest[group];
      }
    }
    int[] ordered =
        IntStream.range(0, groups.length)
            .filter(group -> lowest[group] >= 0)
            .boxed()
            .sorted(
                Comparator.comparingLong((Integer group) -> -sizes[group])
                    .thenComparingInt(group -> lowest[group]))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] numbers = new int[groups.length];
    for (int number = 0; number < ordered.length; number++) {
      numbers[ordered[number]] = number;
    }
    int[] labels =
        Arrays.stream(groups).map(group -> group < 0 ? OUTLIER : numbers[group]).toArray();
    return new Clustering(labels, ordered.length);
  }

  /** How many items are in no cluster. */
  public int outliers() {
    return (int) Arrays.stream(labels).filter(label -> label == OUTLIER).count();
  }

  /** How many items each cluster has: {@code int[clusters]}. */
  public int[] sizes() {
    int[] sizes = new int[clusters];
    Arrays.stream(labels).filter(label -> label != OUTLIER).forEach(label -> sizes[label]++);
    return sizes;
  }

  /** The clustering of a matrix's rows, from that of its unique rows, numbered by their sizes. */
  public Clustering expand(UniqueRows unique) {
    return new Clustering(unique.expand(labels), clusters);
  }
}
