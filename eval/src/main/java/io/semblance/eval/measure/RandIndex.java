package io.semblance.eval.measure;

/**
 * On how many pairs of items two divisions agree, whether to put them together or apart, adjusted
 * for chance (Hubert and Arabie, "Comparing partitions", 1985).
 */
public final class RandIndex {
  private RandIndex() {}

  /**
   * The adjusted Rand index: 1 for the same division, about 0 for a random one, at least -0.5.
   * Equal to scikit-learn's {@code adjusted_rand_score}.
   *
   * @param classes {@code int[items]}: the class of each item
   * @param clusters {@code int[items]}: its cluster; the label of outliers counts as a cluster
   */
  public static double adjusted(int[] classes, int[] clusters) {
    Contingency table = Contingency.of(classes, clusters);
    double together = 0;
    for (Contingency.Cell cell : table.cells()) {
      together += pairs(cell.items());
    }
    double inClasses = pairs(table.classes());
    double inClusters = pairs(table.clusters());
    if (inClasses == together && inClusters == together) {
      return 1;
    }
    double expected = inClasses * inClusters / pairs(table.items());
    return (together - expected) / ((inClasses + inClusters) / 2 - expected);
  }

  private static double pairs(long[] sizes) {
    double sum = 0;
    for (long size : sizes) {
      sum += pairs(size);
    }
    return sum;
  }

  private static double pairs(long size) {
    return size * (size - 1.0) / 2;
  }
}
