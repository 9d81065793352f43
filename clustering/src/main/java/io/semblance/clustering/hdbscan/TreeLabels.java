package io.semblance.clustering.hdbscan;

import io.semblance.clustering.Clustering;
import java.util.Arrays;

/** Chooses clusters from a tree and says for each row how it belongs. */
final class TreeLabels {
  private static final int NONE = -1;

  private final CondensedTree tree;
  private final int[] weights;

  TreeLabels(CondensedTree tree, int[] weights) {
    this.tree = tree;
    this.weights = weights;
  }

  HdbscanResult labelled(HdbscanConfig.Selection selection) {
    boolean[] selected =
        switch (selection) {
          case EXCESS_OF_MASS -> byExcessOfMass();
          case LEAF -> leaves();
        };
    int[] nodes = nodesOfRows(selected);
    Clustering clustering = Clustering.numbered(consecutive(nodes), weights);
    int[] clusterNodes = new int[clustering.clusters()];
    for (int row = 0; row < nodes.length; row++) {
      if (nodes[row] != NONE) {
        clusterNodes[clustering.labels()[row]] = nodes[row];
      }
    }
    return new HdbscanResult(
        clustering,
        probabilities(nodes),
        outlierScores(),
        persistence(clustering, clusterNodes),
        tree,
        clusterNodes);
  }

  /** Clusters whose own stability is not below that of the best choice among their descendants. */
  private boolean[] byExcessOfMass() {
    double[] ofDescendants = new double[tree.clusters()];
    boolean[] selected = new boolean[tree.clusters()];
    for (int cluster = tree.clusters() - 1; cluster > 0; cluster--) {
      selected[cluster] = tree.stability(cluster) >= ofDescendants[cluster];
      ofDescendants[tree.parent(cluster)] +=
          Math.max(tree.stability(cluster), ofDescendants[cluster]);
    }
    return selected;
  }

  private boolean[] leaves() {
    boolean[] leaves = new boolean[tree.clusters()];
    Arrays.fill(leaves, true);
    for (int cluster = 1; cluster < leaves.length; cluster++) {
      leaves[tree.parent(cluster)] = false;
    }
    if (leaves.length > 0) {
      leaves[0] = false;
    }
    return leaves;
  }

  /** The selected cluster nearest to the root that each row was in. */
  private int[] nodesOfRows(boolean[] selected) {
    int[] nodes = new int[tree.clusters()];
    for (int cluster = 0; cluster < nodes.length; cluster++) {
      int above = cluster == 0 ? NONE : nodes[tree.parent(cluster)];
      nodes[cluster] = above == NONE && selected[cluster] ? cluster : above;
    }
    int[] ofRows = new int[tree.rows()];
    Arrays.setAll(ofRows, row -> nodes[tree.leftFrom(row)]);
    return ofRows;
  }

  /** Numbers below the count of rows, as clusters of a tree need not have. */
  private int[] consecutive(int[] nodes) {
    int[] numbers = new int[tree.clusters()];
    Arrays.fill(numbers, NONE);
    int[] groups = new int[nodes.length];
    int next = 0;
    for (int row = 0; row < nodes.length; row++) {
      if (nodes[row] != NONE && numbers[nodes[row]] == NONE) {
        numbers[nodes[row]] = next++;
      }
      groups[row] = nodes[row] == NONE ? NONE : numbers[nodes[row]];
    }
    return groups;
  }

  private float[] probabilities(int[] nodes) {
    float[] probabilities = new float[nodes.length];
    for (int row = 0; row < nodes.length; row++) {
      if (nodes[row] != NONE) {
        probabilities[row] = (float) Math.min(1, tree.leftAt(row) / tree.death(nodes[row]));
      }
    }
    return probabilities;
  }

  private float[] outlierScores() {
    double[] densest = new double[tree.clusters()];
    for (int cluster = tree.clusters() - 1; cluster >= 0; cluster--) {
      densest[cluster] = Math.max(densest[cluster], tree.death(cluster));
      if (cluster > 0) {
        densest[tree.parent(cluster)] = Math.max(densest[tree.parent(cluster)], densest[cluster]);
      }
    }
    float[] scores = new float[tree.rows()];
    for (int row = 0; row < scores.length; row++) {
      double most = densest[tree.leftFrom(row)];
      scores[row] = most > 0 ? (float) ((most - tree.leftAt(row)) / most) : 0;
    }
    return scores;
  }

  private double[] persistence(Clustering clustering, int[] clusterNodes) {
    double densest = 0;
    for (int cluster = 0; cluster < tree.clusters(); cluster++) {
      densest = Math.max(densest, tree.death(cluster));
    }
    long[] sizes = new long[clustering.clusters()];
    for (int row = 0; row < weights.length; row++) {
      int label = clustering.labels()[row];
      if (label != Clustering.OUTLIER) {
        sizes[label] += weights[row];
      }
    }
    double[] persistence = new double[sizes.length];
    for (int cluster = 0; cluster < sizes.length; cluster++) {
      persistence[cluster] = tree.stability(clusterNodes[cluster]) / (sizes[cluster] * densest);
    }
    return persistence;
  }
}
