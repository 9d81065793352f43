package io.semblance.eval.measure;

/**
 * All measures of clusters against classes, as one row of a table.
 *
 * @param homogeneity see {@link VMeasure}
 * @param completeness see {@link VMeasure}
 * @param vMeasure their harmonic mean
 * @param adjustedRand see {@link RandIndex#adjusted}
 * @param adjustedMutualInformation see {@link MutualInformation#adjusted}
 * @param normalizedMutualInformation see {@link MutualInformation#normalized}
 * @param purity see {@link Purity}
 */
public record ClusterMeasures(
    double homogeneity,
    double completeness,
    double vMeasure,
    double adjustedRand,
    double adjustedMutualInformation,
    double normalizedMutualInformation,
    double purity) {
  /**
   * Measures clusters.
   *
   * @param classes {@code int[items]}: the class of each item
   * @param clusters {@code int[items]}: its cluster; the label of outliers counts as a cluster
   */
  public static ClusterMeasures of(int[] classes, int[] clusters) {
    VMeasure v = VMeasure.of(classes, clusters);
    return new ClusterMeasures(
        v.homogeneity(),
        v.completeness(),
        v.value(),
        RandIndex.adjusted(classes, clusters),
        MutualInformation.adjusted(classes, clusters),
        MutualInformation.normalized(classes, clusters),
        Purity.of(classes, clusters));
  }
}
