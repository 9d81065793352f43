package io.semblance.clustering.hdbscan;

import io.semblance.clustering.KnnGraph;
import io.semblance.error.SemblanceException;
import io.semblance.progress.Progress;

/**
 * HDBSCAN*: clusters are regions that stay connected while the asked density rises.
 *
 * <p>The distance of two rows is {@code sqrt(2 - 2 cos)}. A row's core distance is the radius of
 * the ball around it that holds {@code minSamples} rows, itself and copies counted; the mutual
 * reachability of two rows is the largest of both core distances and their distance. The connected
 * components at all distances form a tree; what is lighter than {@code minClusterSize} falls out of
 * its cluster instead of being one.
 *
 * <p><b>Exact</b> when the graph has the edges of a minimum spanning tree of mutual reachability,
 * for sure when each row lists all others. Components that the graph leaves apart are joined at its
 * weakest edge: the graph tells nothing of a larger distance.
 *
 * <p><b>Ties.</b> All edges of one distance are removed at once, as the paper asks for: nothing
 * depends on the order of rows. scikit-learn removes them one by one, which puts a row that alone
 * holds two clusters together into one of them; here it is an outlier between them.
 *
 * <p><b>Copies.</b> A row with weight w is w rows at distance 0. Cosines in floats cannot tell
 * distances below {@link #RESOLUTION} from 0; these count as that, so that densities are finite.
 * Where one text that is repeated should not be a cluster of its own, pass weights of 1.
 *
 * <p>Sorts the graph's edges once and otherwise takes linear time; 16 bytes of heap for each edge
 * and about 100 for each row.
 *
 * <p>Sources: Campello, Moulavi, Sander, "Density-Based Clustering Based on Hierarchical Density
 * Estimates", 2013; Campello, Moulavi, Zimek, Sander, "Hierarchical Density Estimates for Data
 * Clustering, Visualization, and Outlier Detection", 2015 (GLOSH).
 */
public final class Hdbscan {
  /** The smallest distance: that of two rows whose cosine is one float below 1. */
  public static final double RESOLUTION = Math.sqrt(2 * (1 - (double) Math.nextDown(1f)));

  private Hdbscan() {}

  /**
   * Finds clusters.
   *
   * @param graph each row's nearest others
   * @param weights {@code int[rows]}: how many copies a row stands for, at least 1
   * @param progress advances by all rows at the end; asked whether to stop between the stages
   * @throws SemblanceException with code {@code INVALID_REQUEST} when the graph has too few
   *     neighbours for {@code minSamples}, or {@code CANCELLED}
   */
  public static HdbscanResult cluster(
      KnnGraph graph, int[] weights, HdbscanConfig config, Progress progress) {
    requireWeights(graph, weights);
    float[] cores = CoreCosines.of(graph, weights, config.minSamples());
    progress.throwIfCancelled("clustering by density");
    Dendrogram dendrogram = Dendrogram.of(graph, cores, weights, progress);
    progress.throwIfCancelled("clustering by density");
    CondensedTree tree =
        TreeCondenser.condense(dendrogram, cores, weights, config.minClusterSize());
    HdbscanResult result = new TreeLabels(tree, weights).labelled(config.selection());
    progress.advancedTo(graph.rows());
    return result;
  }

  private static void requireWeights(KnnGraph graph, int[] weights) {
    if (weights.length != graph.rows()) {
      throw new IllegalArgumentException(
          "weights must be one for each of " + graph.rows() + " rows, got: " + weights.length);
    }
  }

  /** The density lambda at which a distance is just no longer reached: 1 / distance. */
  static double lambda(float cosine) {
    return 1 / Math.max(RESOLUTION, Math.sqrt(Math.max(0, 2 - 2 * (double) cosine)));
  }
}
