package io.semblance.clustering.hdbscan;

import io.semblance.clustering.Clustering;
import io.semblance.clustering.UniqueRows;

/**
 * Clusters of rows by density. The arrays are the caller's.
 *
 * @param clustering each row's cluster or {@link Clustering#OUTLIER}
 * @param probabilities {@code float[rows]} from 0 to 1: how close to the densest of its cluster a
 *     row is; 0 for outliers
 * @param outlierScores {@code float[rows]} from 0 to 1: how much sparser a row is than the densest
 *     rows of the region that it is next to (GLOSH)
 * @param persistence {@code double[clusters]} from 0 to 1: how long each cluster lasts while the
 *     asked density rises, as a share of what a cluster of its size could
 * @param tree the clusters at all densities
 * @param clusterNodes {@code int[clusters]}: the cluster's place in the tree
 */
public record HdbscanResult(
    Clustering clustering,
    float[] probabilities,
    float[] outlierScores,
    double[] persistence,
    CondensedTree tree,
    int[] clusterNodes) {

  /** The same for a matrix's rows, when this is about its unique rows; the tree stays theirs. */
  public HdbscanResult expand(UniqueRows unique) {
    return new HdbscanResult(
        clustering.expand(unique),
        expand(probabilities, unique),
        expand(outlierScores, unique),
        persistence,
        tree,
        clusterNodes);
  }

  private static float[] expand(float[] ofUnique, UniqueRows unique) {
    float[] expanded = new float[unique.rows()];
    for (int row = 0; row < expanded.length; row++) {
      expanded[row] = ofUnique[unique.uniqueOf(row)];
    }
    return expanded;
  }
}
