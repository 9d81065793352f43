package io.semblance.clustering.topics;

import io.semblance.clustering.Clustering;
import io.semblance.error.SemblanceException;
import io.semblance.progress.ParallelLoops;
import io.semblance.vectors.EmbeddingMatrix;
import io.semblance.vectors.product.PackedRows;
import java.util.Arrays;

/**
 * The centroid that is nearest to each of many rows.
 *
 * @param clusters {@code int[rows]}, {@link Clustering#OUTLIER} when there are no centroids; of
 *     equally near ones the first
 * @param cosines {@code float[rows]}; -1 when there are no centroids
 */
record NearestCentroids(int[] clusters, float[] cosines) {
  private static final int ROWS_AT_A_TIME = 512;

  /**
   * Finds them.
   *
   * @param chosen numbers of rows of the matrix
   */
  static NearestCentroids of(
      EmbeddingMatrix matrix, int[] chosen, PackedRows centroids, ParallelLoops loops) {
    int[] clusters = new int[chosen.length];
    float[] cosines = new float[chosen.length];
    Arrays.fill(clusters, Clustering.OUTLIER);
    Arrays.fill(cosines, -1);
    NearestCentroids nearest = new NearestCentroids(clusters, cosines);
    loops.run(
        chosen.length,
        ROWS_AT_A_TIME,
        (worker, from, to) ->
            nearest.find(
                from, PackedRows.of(matrix, Arrays.copyOfRange(chosen, from, to)), centroids));
    return nearest;
  }

  static void requireDimension(EmbeddingMatrix matrix, PackedRows clustered) {
    if (matrix.dimension() != clustered.dimension()) {
      throw SemblanceException.invalid(
          "new vectors must have the dimension of the clustered ones, "
              + clustered.dimension()
              + ", got: "
              + matrix.dimension());
    }
  }

  private void find(int from, PackedRows rows, PackedRows centroids) {
    float[] products = new float[PackedRows.PRODUCTS];
    for (int strip = 0; strip < rows.strips(); strip++) {
      int first = strip * PackedRows.HEIGHT;
      int height = Math.min(PackedRows.HEIGHT, rows.rows() - first);
      for (int panel = 0; panel < centroids.panels(); panel++) {
        rows.multiply(strip, centroids, panel, Float.NEGATIVE_INFINITY, products);
        int width = Math.min(PackedRows.WIDTH, centroids.rows() - panel * PackedRows.WIDTH);
        for (int i = 0; i < height; i++) {
          keepBest(from + first + i, products, i * PackedRows.WIDTH, panel, width);
        }
      }
    }
  }

  private void keepBest(int row, float[] products, int at, int panel, int width) {
    for (int j = 0; j < width; j++) {
      if (clusters[row] < 0 || products[at + j] > cosines[row]) {
        cosines[row] = products[at + j];
        clusters[row] = panel * PackedRows.WIDTH + j;
      }
    }
  }
}
