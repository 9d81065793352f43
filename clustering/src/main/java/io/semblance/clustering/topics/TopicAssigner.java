package io.semblance.clustering.topics;

import io.semblance.clustering.Clustering;
import io.semblance.clustering.UniqueRows;
import io.semblance.error.SemblanceException;
import io.semblance.progress.ParallelLoops;
import io.semblance.vectors.EmbeddingMatrix;
import io.semblance.vectors.product.PackedRows;
import java.util.stream.IntStream;

/**
 * Puts new rows into the clusters of a finished clustering: each into that of the nearest centroid,
 * when it is as near to it as the cluster's own members are, else into none. Immutable, safe for
 * many threads.
 *
 * <p>As near as its members: at least the cosine that all but a given share of them reach with the
 * centroid of the others. A cluster of one vector has no others: it takes the median of the bounds
 * of the rest, and 1 - 10^-6, which only copies reach, when there is no rest.
 */
public final class TopicAssigner {
  /** Leaves out the twentieth of the members that is farthest out. */
  public static final double DEFAULT_SHARE = 0.05;

  private static final double ONLY_COPIES = 1 - 1e-6;

  private final PackedRows centroids;
  private final double[] bounds;

  private TopicAssigner(PackedRows centroids, double[] bounds) {
    this.centroids = centroids;
    this.bounds = bounds;
  }

  /**
   * An assigner that was made before.
   *
   * @param centroids of unit length, or zeros; one a cluster
   * @param bounds {@code double[clusters]}: the cosine that a new row of each must reach
   */
  public static TopicAssigner of(EmbeddingMatrix centroids, double[] bounds) {
    if (centroids.rows() != bounds.length) {
      throw new IllegalArgumentException(
          "each centroid needs a bound, got: " + centroids.rows() + " and " + bounds.length);
    }
    return new TopicAssigner(PackedRows.of(centroids), bounds.clone());
  }

  /**
   * Learns the bounds of clusters.
   *
   * @param clustering of the unique rows
   * @param share of the members that need not be as near as new rows must be, in [0, 1)
   * @param threads at least 1
   */
  public static TopicAssigner of(
      UniqueRows rows, Clustering clustering, double share, int threads) {
    if (!(share >= 0 && share < 1)) {
      throw SemblanceException.invalid(
          "the share of far members must be at least 0 and below 1, got: " + share);
    }
    try (ParallelLoops loops = new ParallelLoops(threads, "assign")) {
      Centroids centroids = Centroids.of(rows, clustering, loops);
      try (EmbeddingMatrix matrix = centroids.matrix()) {
        return new TopicAssigner(PackedRows.of(matrix), bounds(centroids, share));
      }
    }
  }

  private static double[] bounds(Centroids centroids, double share) {
    double[] bounds =
        IntStream.range(0, centroids.count())
            .mapToDouble(cluster -> bound(centroids, cluster, share))
            .toArray();
    double[] known =
        IntStream.range(0, bounds.length)
            .filter(cluster -> centroids.members().size(cluster) > 1)
            .mapToDouble(cluster -> bounds[cluster])
            .sorted()
            .toArray();
    double median = known.length == 0 ? ONLY_COPIES : known[(known.length - 1) / 2];
    for (int cluster = 0; cluster < bounds.length; cluster++) {
      bounds[cluster] = centroids.members().size(cluster) > 1 ? bounds[cluster] : median;
    }
    return bounds;
  }

  private static double bound(Centroids centroids, int cluster, double share) {
    double[] cosines =
        centroids.members().stream(cluster)
            .mapToDouble(unique -> centroids.cosineToOthers(cluster, unique))
            .sorted()
            .toArray();
    return Math.min(ONLY_COPIES, cosines[(int) (share * cosines.length)]);
  }

  /** The cosine with its centroid that a new row of a cluster must reach. */
  public double bound(int cluster) {
    return bounds[cluster];
  }

  /**
   * Assigns all rows of a matrix.
   *
   * @param matrix rows of unit length and of the clustered rows' dimension
   * @param threads at least 1
   */
  public Assigned assign(EmbeddingMatrix matrix, int threads) {
    return assign(matrix, IntStream.range(0, matrix.rows()).toArray(), threads);
  }

  private Assigned assign(EmbeddingMatrix matrix, int[] chosen, int threads) {
    NearestCentroids.requireDimension(matrix, centroids);
    try (ParallelLoops loops = new ParallelLoops(threads, "assign")) {
      NearestCentroids nearest = NearestCentroids.of(matrix, chosen, centroids, loops);
      int[] labels = nearest.clusters().clone();
      for (int i = 0; i < labels.length; i++) {
        if (labels[i] >= 0 && nearest.cosines()[i] < bounds[labels[i]]) {
          labels[i] = Clustering.OUTLIER;
        }
      }
      return new Assigned(labels, nearest.cosines());
    }
  }

  /**
   * The same clustering with those outliers that are near enough to a cluster put into it. Clusters
   * keep their numbers, though another may be the largest now.
   *
   * @param rows what this was made of
   * @param clustering of the unique rows
   */
  public Clustering withoutNearOutliers(UniqueRows rows, Clustering clustering, int threads) {
    int[] labels = clustering.labels().clone();
    int[] outliers = IntStream.range(0, labels.length).filter(i -> labels[i] < 0).toArray();
    int[] chosen = IntStream.of(outliers).map(rows::first).toArray();
    Assigned assigned = assign(rows.matrix(), chosen, threads);
    for (int i = 0; i < outliers.length; i++) {
      labels[outliers[i]] = assigned.labels()[i];
    }
    return new Clustering(labels, clustering.clusters());
  }
}
