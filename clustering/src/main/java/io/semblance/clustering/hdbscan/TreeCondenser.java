package io.semblance.clustering.hdbscan;

import java.util.Arrays;

/**
 * Walks a dendrogram from its root towards higher density and keeps the splits that leave at least
 * two parts of the least weight; lighter parts fall out of their cluster. Merges of one distance
 * are one split into all their parts.
 */
final class TreeCondenser {
  private static final int NO_CLUSTER = -1;

  private final Dendrogram dendrogram;
  private final float[] cores;
  private final int[] rowWeights;
  private final int minClusterSize;

  int clusters;
  int[] parents = new int[16];
  double[] births = new double[16];
  double[] deaths = new double[16];
  double[] stabilities = new double[16];
  long[] weights = new long[16];
  final int[] leftFrom;
  final double[] leftAt;

  private final IntStack nodes = new IntStack();
  private final IntStack clusterOfNodes = new IntStack();
  private final IntStack parts = new IntStack();
  private final IntStack pending = new IntStack();

  private TreeCondenser(
      Dendrogram dendrogram, float[] cores, int[] rowWeights, int minClusterSize) {
    this.dendrogram = dendrogram;
    this.cores = cores;
    this.rowWeights = rowWeights;
    this.minClusterSize = minClusterSize;
    leftFrom = new int[dendrogram.rows];
    leftAt = new double[dendrogram.rows];
  }

  static CondensedTree condense(
      Dendrogram dendrogram, float[] cores, int[] rowWeights, int minClusterSize) {
    TreeCondenser condenser = new TreeCondenser(dendrogram, cores, rowWeights, minClusterSize);
    if (dendrogram.rows > 0) {
      condenser.walk();
    }
    return new CondensedTree(condenser);
  }

  private void walk() {
    int root = dendrogram.root();
    begin(root, NO_CLUSTER, 0);
    while (!nodes.isEmpty()) {
      int node = nodes.pop();
      int cluster = clusterOfNodes.pop();
      if (dendrogram.isRow(node)) {
        leave(node, cluster, Math.max(births[cluster], Hdbscan.lambda(cores[node])));
      } else {
        split(node, cluster);
      }
    }
  }

  private void split(int node, int cluster) {
    float cosine = dendrogram.cosine(node);
    double lambda = Hdbscan.lambda(cosine);
    collectParts(node, cosine);
    int heavy = 0;
    for (int part = 0; part < parts.size(); part++) {
      heavy += isHeavy(parts.get(part)) ? 1 : 0;
    }
    for (int i = 0; i < parts.size(); i++) {
      int part = parts.get(i);
      if (!isHeavy(part)) {
        leaveAll(part, cluster, lambda);
      } else if (heavy > 1) {
        count(cluster, dendrogram.weight(part), lambda);
        begin(part, cluster, lambda);
      } else {
        nodes.push(part);
        clusterOfNodes.push(cluster);
      }
    }
  }

  private boolean isHeavy(int part) {
    return dendrogram.weight(part) >= minClusterSize;
  }

  private void collectParts(int node, float cosine) {
    parts.clear();
    pending.clear();
    pending.push(node);
    while (!pending.isEmpty()) {
      int part = pending.pop();
      if (!dendrogram.isRow(part) && dendrogram.cosine(part) == cosine) {
        pending.push(dendrogram.right(part));
        pending.push(dendrogram.left(part));
      } else {
        parts.push(part);
      }
    }
  }

  private void begin(int node, int parent, double birth) {
    if (clusters == parents.length) {
      grow();
    }
    parents[clusters] = parent;
    births[clusters] = birth;
    weights[clusters] = dendrogram.weight(node);
    nodes.push(node);
    clusterOfNodes.push(clusters);
    clusters++;
  }

  private void grow() {
    parents = Arrays.copyOf(parents, 2 * clusters);
    births = Arrays.copyOf(births, 2 * clusters);
    deaths = Arrays.copyOf(deaths, 2 * clusters);
    stabilities = Arrays.copyOf(stabilities, 2 * clusters);
    weights = Arrays.copyOf(weights, 2 * clusters);
  }

  private void leaveAll(int node, int cluster, double lambda) {
    pending.clear();
    pending.push(node);
    while (!pending.isEmpty()) {
      int part = pending.pop();
      if (dendrogram.isRow(part)) {
        leave(part, cluster, lambda);
      } else {
        pending.push(dendrogram.right(part));
        pending.push(dendrogram.left(part));
      }
    }
  }

  private void leave(int row, int cluster, double lambda) {
    leftFrom[row] = cluster;
    leftAt[row] = lambda;
    count(cluster, rowWeights[row], lambda);
  }

  private void count(int cluster, long weight, double lambda) {
    stabilities[cluster] += weight * (lambda - births[cluster]);
    deaths[cluster] = Math.max(deaths[cluster], lambda);
  }

  /** Integers, last in first out. */
  private static final class IntStack {
    private int[] values = new int[64];
    private int size;

    void push(int value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      values[size++] = value;
    }

    int pop() {
      return values[--size];
    }

    int get(int at) {
      return values[at];
    }

    int size() {
      return size;
    }

    boolean isEmpty() {
      return size == 0;
    }

    void clear() {
      size = 0;
    }
  }
}
