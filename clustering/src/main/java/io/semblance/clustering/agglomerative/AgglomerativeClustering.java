package io.semblance.clustering.agglomerative;

import io.semblance.clustering.UniqueRows;
import io.semblance.error.SemblanceException;
import io.semblance.progress.ParallelLoops;
import io.semblance.progress.Progress;
import java.util.Locale;

/**
 * Merges the two nearest clusters until one is left, from unique rows on. Finds the merges along
 * chains of nearest neighbours (Benzécri, 1982; Murtagh, "A survey of recent advances in
 * hierarchical clustering algorithms", 1983), which gives the tree of the plain procedure for both
 * linkages in {@code O(count^2)} steps.
 *
 * <p>Takes {@code 2 * count^2} bytes, 1.8 GB for {@link #MOST_ROWS}. Distances are kept as floats:
 * heights are exact to about seven digits. Equally near clusters merge by number; the same rows in
 * another order give the same tree.
 */
public final class AgglomerativeClustering {
  /** The most different rows that are taken. */
  public static final int MOST_ROWS = 30_000;

  private static final double HEAP_SHARE = 0.8;

  private AgglomerativeClustering() {}

  /**
   * The tree of merges of unique rows.
   *
   * @param progress counts merges
   * @throws SemblanceException with code {@code INVALID_REQUEST} when there are more than {@link
   *     #MOST_ROWS} different rows or Java's heap is too small for them, {@code CANCELLED} when the
   *     caller asked for it
   */
  public static Dendrogram tree(
      UniqueRows rows, Linkage linkage, ParallelLoops loops, Progress progress) {
    if (rows.count() > MOST_ROWS) {
      throw SemblanceException.invalid(
          "agglomerative clustering takes at most "
              + MOST_ROWS
              + " different vectors, got: "
              + rows.count()
              + "; cluster them with k-means first and merge its centroids, or use leiden or"
              + " hdbscan");
    }
    requireMemory(rows.count(), Runtime.getRuntime().maxMemory());
    if (rows.count() < 2) {
      return new Dendrogram(rows.weights(), new int[0], new int[0], new double[0]);
    }
    NeighborChain chain = new NeighborChain(rows.weights(), linkage);
    return chain.merge(new Distances(rows, linkage, loops), progress);
  }

  /** Better said before than found out after minutes. */
  static void requireMemory(int rows, long heap) {
    long needed = 2L * rows * rows;
    if (needed > HEAP_SHARE * heap) {
      throw SemblanceException.invalid(
          String.format(
              Locale.ROOT,
              "agglomerative clustering of %,d different vectors takes %,d MB of Java's heap, which"
                  + " has %,d MB; give it more with -Xmx, or use leiden or hdbscan",
              rows,
              needed >> 20,
              heap >> 20));
    }
  }
}
