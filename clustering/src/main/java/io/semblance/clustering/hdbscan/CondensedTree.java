package io.semblance.clustering.hdbscan;

import java.util.Arrays;

/**
 * Which clusters exist at which density. Cluster 0 is the root, all rows at density 0; a cluster's
 * number is higher than its parent's. As the asked density lambda (1 / distance) rises, a cluster
 * loses rows, splits into others, or ends. Immutable, safe for many threads.
 */
public final class CondensedTree {
  private final int[] parents;
  private final double[] births;
  private final double[] deaths;
  private final double[] stabilities;
  private final long[] weights;
  private final int[] leftFrom;
  private final double[] leftAt;

  CondensedTree(TreeCondenser condenser) {
    int clusters = condenser.clusters;
    parents = Arrays.copyOf(condenser.parents, clusters);
    births = Arrays.copyOf(condenser.births, clusters);
    deaths = Arrays.copyOf(condenser.deaths, clusters);
    stabilities = Arrays.copyOf(condenser.stabilities, clusters);
    weights = Arrays.copyOf(condenser.weights, clusters);
    leftFrom = condenser.leftFrom;
    leftAt = condenser.leftAt;
  }

  /** How many clusters there are, the root counted; 0 when there are no rows. */
  public int clusters() {
    return parents.length;
  }

  public int rows() {
    return leftFrom.length;
  }

  /** The cluster that a cluster split from, or -1 for the root. */
  public int parent(int cluster) {
    return parents[cluster];
  }

  /** The density lambda at which a cluster split from its parent; 0 for the root. */
  public double birth(int cluster) {
    return births[cluster];
  }

  /** The highest density lambda at which a row or a cluster left a cluster. */
  public double death(int cluster) {
    return deaths[cluster];
  }

  /** How many rows a cluster began with, copies counted. */
  public long weight(int cluster) {
    return weights[cluster];
  }

  /** The sum over a cluster's rows of how much density rose between its birth and their leaving. */
  public double stability(int cluster) {
    return stabilities[cluster];
  }

  /** The last cluster that a row was in. */
  public int leftFrom(int row) {
    return leftFrom[row];
  }

  /** The density lambda at which a row left its last cluster. */
  public double leftAt(int row) {
    return leftAt[row];
  }
}
