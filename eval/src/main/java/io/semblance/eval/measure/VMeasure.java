package io.semblance.eval.measure;

/**
 * Whether clusters have items of one class only and classes are in one cluster only (Rosenberg and
 * Hirschberg, "V-Measure: a conditional entropy-based external cluster evaluation measure", 2007).
 * Equal to scikit-learn's {@code homogeneity_completeness_v_measure}.
 *
 * @param homogeneity 1 - H(class | cluster) / H(class), in [0, 1]; 1 for a single class
 * @param completeness 1 - H(cluster | class) / H(cluster), in [0, 1]; 1 for a single cluster
 */
public record VMeasure(double homogeneity, double completeness) {
  /**
   * Compares clusters with classes.
   *
   * @param classes {@code int[items]}: the class of each item
   * @param clusters {@code int[items]}: its cluster; the label of outliers counts as a cluster
   */
  public static VMeasure of(int[] classes, int[] clusters) {
    Contingency table = Contingency.of(classes, clusters);
    double shared = table.mutualInformation();
    return new VMeasure(
        share(shared, table.entropyOfClasses()), share(shared, table.entropyOfClusters()));
  }

  private static double share(double shared, double entropy) {
    return entropy == 0 ? 1 : shared / entropy;
  }

  /** The harmonic mean of the two. */
  public double value() {
    double sum = homogeneity + completeness;
    return sum == 0 ? 0 : 2 * homogeneity * completeness / sum;
  }
}
