package io.semblance.clustering;

import java.util.Arrays;
import java.util.Objects;

/**
 * Items in sets that only ever grow together (union-find): connected components of pairs in any
 * order. Each operation takes practically constant time, the whole {@code 8 * items} bytes.
 *
 * <p>What it answers depends on which pairs were joined, never on their order. Used by one thread
 * at a time.
 *
 * <p>Source: Tarjan, "Efficiency of a Good But Not Linear Set Union Algorithm", 1975; with path
 * halving and union by size.
 */
public final class DisjointSets {
  private final int[] parents;
  private final int[] sizes;
  private int sets;

  /**
   * Starts with each item in a set of its own.
   *
   * @param items at least 0
   */
  public DisjointSets(int items) {
    if (items < 0) {
      throw new IllegalArgumentException("items must be at least 0, got: " + items);
    }
    parents = new int[items];
    sizes = new int[items];
    Arrays.setAll(parents, item -> item);
    Arrays.fill(sizes, 1);
    sets = items;
  }

  /**
   * Makes the sets of two items one.
   *
   * @return whether they were two
   */
  public boolean join(int a, int b) {
    int root = root(a);
    int other = root(b);
    if (root == other) {
      return false;
    }
    boolean larger = sizes[root] >= sizes[other];
    int kept = larger ? root : other;
    int added = larger ? other : root;
    parents[added] = kept;
    sizes[kept] += sizes[added];
    sets--;
    return true;
  }

  /** Joins all neighbours in a graph whose cosine is at least {@code minCosine}. */
  public void joinNeighbors(KnnGraph graph, float minCosine) {
    Objects.checkFromToIndex(0, graph.rows(), parents.length);
    for (int row = 0; row < graph.rows(); row++) {
      int degree = graph.degree(row);
      for (int rank = 0; rank < degree && graph.cosine(row, rank) >= minCosine; rank++) {
        join(row, graph.neighbor(row, rank));
      }
    }
  }

  /** Whether two items are in one set. */
  public boolean areJoined(int a, int b) {
    return root(a) == root(b);
  }

  /** How many items are in the set of an item, itself included. */
  public int size(int item) {
    return sizes[root(item)];
  }

  /** How many sets there are. */
  public int sets() {
    return sets;
  }

  /**
   * One item of the set of an item, the same one for all of its items until the next join. Which
   * one it is depends on the order of the joins: compare it, do not show it.
   */
  public int root(int item) {
    int at = item;
    while (parents[at] != at) {
      parents[at] = parents[parents[at]];
      at = parents[at];
    }
    return at;
  }

  /** For each item the lowest one of its set: {@code int[items]}, the caller's. */
  public int[] groups() {
    int[] lowest = new int[parents.length];
    Arrays.fill(lowest, -1);
    int[] groups = new int[parents.length];
    for (int item = 0; item < groups.length; item++) {
      int root = root(item);
      lowest[root] = lowest[root] < 0 ? item : lowest[root];
      groups[item] = lowest[root];
    }
    return groups;
  }

  /**
   * The sets as clusters.
   *
   * @param weights {@code int[items]}: how much each item counts for the size of its set
   * @param minSize the items of lighter sets are outliers
   */
  public Clustering clustering(int[] weights, long minSize) {
    if (weights.length != parents.length) {
      throw new IllegalArgumentException(
          "weights must be one for each of " + parents.length + " items, got: " + weights.length);
    }
    int[] groups = groups();
    long[] sums = new long[groups.length];
    for (int item = 0; item < groups.length; item++) {
      sums[groups[item]] += weights[item];
    }
    return Clustering.numbered(
        Arrays.stream(groups).map(group -> sums[group] < minSize ? -1 : group).toArray(), weights);
  }
}
