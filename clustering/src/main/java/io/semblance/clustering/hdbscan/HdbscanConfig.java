package io.semblance.clustering.hdbscan;

import io.semblance.error.SemblanceException;

/**
 * What counts as dense and as a cluster.
 *
 * @param minClusterSize the lightest group of rows, copies counted, that is a cluster; at least 2
 * @param minSamples a row is as dense as the ball around it that holds this many rows, copies and
 *     <b>itself</b> counted, as in scikit-learn; at least 1
 * @param selection which clusters of the tree become labels
 */
public record HdbscanConfig(int minClusterSize, int minSamples, Selection selection) {
  /** How labels are chosen from the tree of clusters. */
  public enum Selection {
    /** The clusters that together last longest, each point in at most one: broad topics. */
    EXCESS_OF_MASS,
    /** The clusters that do not split any more: fine topics of a similar size. */
    LEAF
  }

  /** Clusters and balls of at least 10, by excess of mass. */
  public static final HdbscanConfig DEFAULT = of(10);

  public HdbscanConfig {
    if (minClusterSize < 2) {
      throw SemblanceException.invalid(
          "min_cluster_size must be at least 2, got: " + minClusterSize);
    }
    if (minSamples < 1) {
      throw SemblanceException.invalid("min_samples must be at least 1, got: " + minSamples);
    }
  }

  /** Clusters and balls of one size, by excess of mass, as scikit-learn does when told no more. */
  public static HdbscanConfig of(int minClusterSize) {
    return new HdbscanConfig(minClusterSize, minClusterSize, Selection.EXCESS_OF_MASS);
  }
}
