package io.semblance.eval.measure;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How many items of each class are in each cluster. Labels may be any integers; an outlier label
 * counts as one more cluster, as in scikit-learn.
 *
 * @param items in all
 * @param classes {@code long[]}: size of each class, in the order of their labels
 * @param clusters size of each cluster, in the order of their labels
 * @param cells the pairs of class and cluster that share items, by class, then cluster
 */
record Contingency(long items, long[] classes, long[] clusters, Cell[] cells) {
  /** Items that a class and a cluster share, at least one. */
  record Cell(int inClass, int inCluster, long items) {}

  /**
   * Counts.
   *
   * @throws IllegalArgumentException when there is not one cluster label for each class label
   */
  static Contingency of(int[] classes, int[] clusters) {
    if (classes.length != clusters.length) {
      throw new IllegalArgumentException(
          "there must be one cluster label for each class label, got: "
              + clusters.length
              + " and "
              + classes.length);
    }
    int[] rows = dense(classes);
    int[] columns = dense(clusters);
    long[] pairs =
        IntStream.range(0, rows.length)
            .mapToLong(item -> (long) rows[item] << 32 | columns[item])
            .sorted()
            .toArray();
    return new Contingency(rows.length, sizes(rows), sizes(columns), cells(pairs));
  }

  private static int[] dense(int[] labels) {
    int[] distinct = Arrays.stream(labels).distinct().sorted().toArray();
    return Arrays.stream(labels).map(label -> Arrays.binarySearch(distinct, label)).toArray();
  }

  private static long[] sizes(int[] numbers) {
    long[] sizes = new long[Arrays.stream(numbers).max().orElse(-1) + 1];
    for (int number : numbers) {
      sizes[number]++;
    }
    return sizes;
  }

  private static Cell[] cells(long[] sortedPairs) {
    Cell[] cells = new Cell[(int) Arrays.stream(sortedPairs).distinct().count()];
    int start = 0;
    for (int cell = 0; cell < cells.length; cell++) {
      long pair = sortedPairs[start];
      int end = start;
      while (end < sortedPairs.length && sortedPairs[end] == pair) {
        end++;
      }
      cells[cell] = new Cell((int) (pair >> 32), (int) pair, end - start);
      start = end;
    }
    return cells;
  }

  double entropyOfClasses() {
    return entropy(classes);
  }

  double entropyOfClusters() {
    return entropy(clusters);
  }

  /** In nats. */
  private double entropy(long[] sizes) {
    if (sizes.length == 1) {
      return 0;
    }
    double sum = 0;
    for (long size : sizes) {
      double share = (double) size / items;
      sum -= share * Math.log(share);
    }
    return sum;
  }

  /** Whether each class is one cluster and each cluster one class. */
  boolean isOneToOne() {
    return cells.length == classes.length && cells.length == clusters.length;
  }

  /** Mutual information of classes and clusters in nats, at least 0. */
  double mutualInformation() {
    if (classes.length == 1 || clusters.length == 1) {
      return 0;
    }
    double sum = 0;
    for (Cell cell : cells) {
      double expected = (double) classes[cell.inClass()] * clusters[cell.inCluster()] / items;
      sum += (double) cell.items() / items * Math.log(cell.items() / expected);
    }
    return Math.max(0, sum);
  }
}
