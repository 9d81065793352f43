package io.semblance.clustering.agglomerative;

import io.semblance.clustering.Clustering;
import io.semblance.error.SemblanceException;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The tree of merges. Leaves are unique rows; merge m makes node {@code leaves + m}, and merges are
 * in the order of their height.
 *
 * @param weights {@code int[leaves]}: how many rows each leaf stands for
 * @param left {@code int[leaves - 1]}: for each merge the lower numbered of its two nodes
 * @param right the other one
 * @param heights how far apart the two were, by the linkage
 */
public record Dendrogram(int[] weights, int[] left, int[] right, double[] heights) {
  public int leaves() {
    return weights.length;
  }

  public int merges() {
    return heights.length;
  }

  /**
   * The clustering with that many clusters.
   *
   * @param clusters from 1 to the number of leaves
   * @throws SemblanceException with code {@code INVALID_REQUEST} for another number
   */
  public Clustering cut(int clusters) {
    if (clusters < 1 || clusters > leaves()) {
      throw SemblanceException.invalid(
          "k must be from 1 to the number of different vectors, "
              + leaves()
              + ", got: "
              + clusters);
    }
    return afterMerges(leaves() - clusters);
  }

  /**
   * The clustering in which no merge was higher than that.
   *
   * @param distance inclusive, at least 0
   * @throws SemblanceException with code {@code INVALID_REQUEST} when it is negative or no number
   */
  public Clustering cutAt(double distance) {
    if (!(distance >= 0)) {
      throw SemblanceException.invalid("distance_threshold must be at least 0, got: " + distance);
    }
    int merges = 0;
    while (merges < heights.length && heights[merges] <= distance) {
      merges++;
    }
    return afterMerges(merges);
  }

  private Clustering afterMerges(int merges) {
    int[] top = IntStream.range(0, leaves() + merges).toArray();
    for (int merge = merges - 1; merge >= 0; merge--) {
      top[left[merge]] = top[leaves() + merge];
      top[right[merge]] = top[leaves() + merge];
    }
    int[] groups = new int[leaves()];
    int[] lowestLeaf = new int[top.length];
    Arrays.fill(lowestLeaf, -1);
    for (int leaf = 0; leaf < leaves(); leaf++) {
      if (lowestLeaf[top[leaf]] < 0) {
        lowestLeaf[top[leaf]] = leaf;
      }
      groups[leaf] = lowestLeaf[top[leaf]];
    }
    return Clustering.numbered(groups, weights);
  }
}
