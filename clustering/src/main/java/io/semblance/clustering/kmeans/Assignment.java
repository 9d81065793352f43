package io.semblance.clustering.kmeans;

import io.semblance.progress.ParallelLoops;
import io.semblance.vectors.product.GreatestProducts;
import io.semblance.vectors.product.PackedRows;
import java.util.Arrays;

/**
 * Finds for each point the centroid with the greatest product, the lowest numbered among equal
 * ones.
 *
 * <p>A strip of points meets the centroids panel by panel; a panel in which no product reaches the
 * least of the strip's best ones is done without a look at its products.
 */
final class Assignment {
  private static final int STRIPS_OF_BLOCK = Math.max(1, 256 / PackedRows.HEIGHT);

  private final PackedRows points;
  private final int[] labels;
  private final float[] cosines;

  Assignment(PackedRows points) {
    this.points = points;
    this.labels = new int[points.rows()];
    this.cosines = new float[points.rows()];
  }

  /** The centroid of each point after {@link #assign}; changed by the next call. */
  int[] labels() {
    return labels;
  }

  /** Its cosine with that centroid. */
  float[] cosines() {
    return cosines;
  }

  /** Gives a point to a centroid that stands where it does. */
  void move(int point, int centroid) {
    labels[point] = centroid;
    cosines[point] = 1;
  }

  void assign(PackedRows centroids, ParallelLoops loops) {
    Arrays.fill(cosines, Float.NEGATIVE_INFINITY);
    loops.run(
        points.strips(),
        STRIPS_OF_BLOCK,
        (worker, from, to) -> assign(centroids, from, to, new float[PackedRows.PRODUCTS]));
  }

  private void assign(PackedRows centroids, int fromStrip, int toStrip, float[] products) {
    for (int panel = 0; panel < centroids.panels(); panel++) {
      for (int strip = fromStrip; strip < toStrip; strip++) {
        if (points.multiply(strip, centroids, panel, leastBest(strip), products)) {
          keepBetter(strip, panel, centroids.rows(), products);
        }
      }
    }
  }

  private float leastBest(int strip) {
    float least = Float.POSITIVE_INFINITY;
    for (int point = strip * PackedRows.HEIGHT; point < end(strip); point++) {
      least = Math.min(least, cosines[point]);
    }
    return least;
  }

  private int end(int strip) {
    return Math.min(points.rows(), (strip + 1) * PackedRows.HEIGHT);
  }

  private void keepBetter(int strip, int panel, int centroids, float[] products) {
    int row = strip * PackedRows.HEIGHT;
    int first = panel * PackedRows.WIDTH;
    int width = centroids - first;
    if (width >= PackedRows.WIDTH) {
      GreatestProducts.keep(products, row, end(strip), first, cosines, labels);
    } else {
      GreatestProducts.keepOneByOne(products, row, end(strip), first, width, cosines, labels);
    }
  }
}
