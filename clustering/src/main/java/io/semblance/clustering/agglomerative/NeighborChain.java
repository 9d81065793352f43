package io.semblance.clustering.agglomerative;

import io.semblance.progress.Progress;
import java.util.Arrays;

/**
 * Follows nearest neighbours from cluster to cluster until two are each other's nearest, merges
 * them and goes on from where the chain stood before them. A merged cluster takes the place of the
 * higher numbered one.
 */
final class NeighborChain {
  private static final int MERGES_OF_STEP = 64;

  private final Linkage linkage;
  private final int[] weights;
  private final double[] weightOf;
  private final int[] active;
  private int actives;
  private final int[] chain;
  private int length;

  NeighborChain(int[] weights, Linkage linkage) {
    this.linkage = linkage;
    this.weights = weights;
    this.weightOf = Arrays.stream(weights).asDoubleStream().toArray();
    this.active = new int[weights.length];
    Arrays.setAll(active, i -> i);
    this.actives = weights.length;
    this.chain = new int[weights.length];
  }

  Dendrogram merge(Distances distances, Progress progress) {
    MergeList merges = new MergeList(weights);
    while (actives > 1) {
      if (merges.size() % MERGES_OF_STEP == 0) {
        progress.throwIfCancelled("agglomerative clustering");
      }
      if (length == 0) {
        chain[length++] = active[0];
      }
      growToMutualNeighbors(distances);
      int a = Math.min(chain[length - 1], chain[length - 2]);
      int b = Math.max(chain[length - 1], chain[length - 2]);
      length -= 2;
      merges.add(a, b, linkage.height(distances.get(a, b)));
      merge(a, b, distances);
      progress.advancedTo(merges.size());
    }
    return merges.inOrder();
  }

  private void growToMutualNeighbors(Distances distances) {
    while (true) {
      int tip = chain[length - 1];
      int before = length > 1 ? chain[length - 2] : -1;
      int nearest = nearest(tip, before, distances);
      if (nearest == before) {
        return;
      }
      chain[length++] = nearest;
    }
  }

  /** The nearest cluster; among equals the one before in the chain, so that it ends. */
  private int nearest(int cluster, int before, Distances distances) {
    int nearest = before;
    float least = before < 0 ? Float.POSITIVE_INFINITY : distances.get(cluster, before);
    for (int i = 0; i < actives; i++) {
      int other = active[i];
      if (other != cluster && distances.get(cluster, other) < least) {
        least = distances.get(cluster, other);
        nearest = other;
      }
    }
    return nearest;
  }

  private void merge(int a, int b, Distances distances) {
    int kept = 0;
    double betweenAb = distances.get(a, b);
    for (int i = 0; i < actives; i++) {
      int other = active[i];
      if (other == a) {
        continue;
      }
      active[kept++] = other;
      if (other != b) {
        double merged =
            linkage.merged(
                distances.get(other, a),
                distances.get(other, b),
                betweenAb,
                weightOf[a],
                weightOf[b],
                weightOf[other]);
        distances.set(other, b, (float) merged);
      }
    }
    actives = kept;
    weightOf[b] += weightOf[a];
  }
}
