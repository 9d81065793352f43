package io.semblance.eval.measure;

/**
 * How much two divisions of the same items tell about each other, put in relation to the mean of
 * their entropies.
 */
public final class MutualInformation {
  private MutualInformation() {}

  /**
   * Normalised mutual information, I / mean(H(class), H(cluster)), in [0, 1]. Equal to
   * scikit-learn's {@code normalized_mutual_info_score} with the arithmetic mean.
   *
   * @param classes {@code int[items]}: the class of each item
   * @param clusters {@code int[items]}: its cluster; the label of outliers counts as a cluster
   */
  public static double normalized(int[] classes, int[] clusters) {
    Contingency table = Contingency.of(classes, clusters);
    if (table.isOneToOne()) {
      return 1;
    }
    return table.mutualInformation() / meanEntropy(table);
  }

  /**
   * Mutual information adjusted for chance, (I - E[I]) / (mean(H(class), H(cluster)) - E[I]): 1 for
   * the same division, about 0 for a random one (Vinh, Epps and Bailey, "Information theoretic
   * measures for clusterings comparison", 2010). The expectation is exact, over all divisions with
   * these sizes. Equal to scikit-learn's {@code adjusted_mutual_info_score} with the arithmetic
   * mean.
   *
   * @param classes {@code int[items]}: the class of each item
   * @param clusters {@code int[items]}: its cluster; the label of outliers counts as a cluster
   */
  public static double adjusted(int[] classes, int[] clusters) {
    Contingency table = Contingency.of(classes, clusters);
    if (table.isOneToOne()) {
      return 1;
    }
    double expected = ExpectedMutualInformation.of(table);
    double room = meanEntropy(table) - expected;
    double least = Math.copySign(Math.max(Math.abs(room), Math.ulp(1.0)), room);
    return (table.mutualInformation() - expected) / least;
  }

  private static double meanEntropy(Contingency table) {
    return (table.entropyOfClasses() + table.entropyOfClusters()) / 2;
  }
}
