package io.semblance.clustering.agglomerative;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Merges as they are found along chains, each named by a leaf of either side. */
final class MergeList {
  private final int[] weights;
  private final int[] a;
  private final int[] b;
  private final double[] heights;
  private int size;

  MergeList(int[] weights) {
    this.weights = weights;
    this.a = new int[weights.length - 1];
    this.b = new int[weights.length - 1];
    this.heights = new double[weights.length - 1];
  }

  int size() {
    return size;
  }

  void add(int leafOfA, int leafOfB, double height) {
    a[size] = leafOfA;
    b[size] = leafOfB;
    heights[size++] = height;
  }

  /** The tree with merges by their height, equal ones as they were found. */
  Dendrogram inOrder() {
    int[] order =
        IntStream.range(0, size)
            .boxed()
            .sorted(Comparator.comparingDouble(merge -> heights[merge]))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] left = new int[size];
    int[] right = new int[size];
    int[] parents = IntStream.range(0, weights.length + size).toArray();
    for (int merge = 0; merge < size; merge++) {
      int one = top(parents, a[order[merge]]);
      int other = top(parents, b[order[merge]]);
      left[merge] = Math.min(one, other);
      right[merge] = Math.max(one, other);
      parents[one] = weights.length + merge;
      parents[other] = weights.length + merge;
    }
    return new Dendrogram(
        weights, left, right, Arrays.stream(order).mapToDouble(merge -> heights[merge]).toArray());
  }

  private static int top(int[] parents, int node) {
    int top = node;
    while (parents[top] != top) {
      parents[top] = parents[parents[top]];
      top = parents[top];
    }
    return top;
  }
}
