package io.semblance.eval.measure;

import java.util.Arrays;

/**
 * The share of items that are in the class that is most frequent in their cluster (Manning,
 * Raghavan and Schütze, "Introduction to information retrieval", 2008, section 16.3). It grows with
 * the number of clusters: compare it only at equal numbers.
 */
public final class Purity {
  private Purity() {}

  /**
   * In [0, 1]; 1 for no items.
   *
   * @param classes {@code int[items]}: the class of each item
   * @param clusters {@code int[items]}: its cluster; the label of outliers counts as a cluster
   */
  public static double of(int[] classes, int[] clusters) {
    Contingency table = Contingency.of(classes, clusters);
    if (table.items() == 0) {
      return 1;
    }
    long[] greatest = new long[table.clusters().length];
    for (Contingency.Cell cell : table.cells()) {
      greatest[cell.inCluster()] = Math.max(greatest[cell.inCluster()], cell.items());
    }
    return (double) Arrays.stream(greatest).sum() / table.items();
  }
}
