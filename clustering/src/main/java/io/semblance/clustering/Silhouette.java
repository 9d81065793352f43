package io.semblance.clustering;

import io.semblance.progress.ParallelLoops;
import io.semblance.vectors.EmbeddingMatrix;
import io.semblance.vectors.product.PackedRows;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * How much nearer rows are to their own cluster than to the next one, by cosine distance: (b - a) /
 * max(a, b), where a is the mean distance of a row to the other rows of its cluster and b the least
 * mean distance to the rows of another one (Rousseeuw, "Silhouettes: a graphical aid to the
 * interpretation and validation of cluster analysis", 1987).
 *
 * <p>The mean of 1 - cos over a cluster is 1 minus the product with the cluster's mean vector, so
 * all rows are measured, exactly, at the price of one product with the means. Copies count; a
 * cluster of one row has silhouette 0; outliers are left out.
 */
public final class Silhouette {
  private final UniqueRows rows;
  private final Clustering clustering;
  private final double[][] sums;
  private final long[] weights;

  private Silhouette(UniqueRows rows, Clustering clustering) {
    this.rows = rows;
    this.clustering = clustering;
    this.sums = new double[clustering.clusters()][rows.dimension()];
    this.weights = new long[clustering.clusters()];
    sumUp();
  }

  /**
   * The mean silhouette of all rows in clusters, in [-1, 1].
   *
   * @param clustering of the unique rows
   * @return empty when there are fewer than two clusters
   */
  public static OptionalDouble mean(UniqueRows rows, Clustering clustering, ParallelLoops loops) {
    if (clustering.clusters() < 2) {
      return OptionalDouble.empty();
    }
    double[] values = ofEach(rows, clustering, loops);
    double sum = 0;
    long weight = 0;
    for (int row = 0; row < values.length; row++) {
      if (clustering.labels()[row] != Clustering.OUTLIER) {
        sum += rows.weight(row) * values[row];
        weight += rows.weight(row);
      }
    }
    return OptionalDouble.of(sum / weight);
  }

  /**
   * The silhouette of each unique row: {@code double[rows.count()]}, NaN for outliers and where
   * there is no second cluster; the array is the caller's.
   *
   * @param clustering of the unique rows
   */
  public static double[] ofEach(UniqueRows rows, Clustering clustering, ParallelLoops loops) {
    double[] values = new double[rows.count()];
    if (clustering.clusters() < 2) {
      Arrays.fill(values, Double.NaN);
      return values;
    }
    Silhouette silhouette = new Silhouette(rows, clustering);
    PackedRows points = rows.pack(loops);
    PackedRows means = silhouette.means();
    loops.run(
        points.strips(),
        Math.max(1, 256 / PackedRows.HEIGHT),
        (worker, from, to) -> {
          float[] nearest = silhouette.nearestOther(points, means, from, to);
          for (int i = 0; i < nearest.length; i++) {
            int row = from * PackedRows.HEIGHT + i;
            values[row] = silhouette.of(row, nearest[i]);
          }
        });
    return values;
  }

  private void sumUp() {
    float[] row = new float[rows.dimension()];
    for (int i = 0; i < rows.count(); i++) {
      int label = clustering.labels()[i];
      if (label == Clustering.OUTLIER) {
        continue;
      }
      rows.copy(i, row);
      int weight = rows.weight(i);
      weights[label] += weight;
      double[] sum = sums[label];
      for (int k = 0; k < row.length; k++) {
        sum[k] += (double) weight * row[k];
      }
    }
  }

  private PackedRows means() {
    try (EmbeddingMatrix matrix = EmbeddingMatrix.allocate(sums.length, rows.dimension())) {
      float[] mean = new float[rows.dimension()];
      for (int cluster = 0; cluster < sums.length; cluster++) {
        for (int k = 0; k < mean.length; k++) {
          mean[k] = (float) (sums[cluster][k] / weights[cluster]);
        }
        matrix.setRow(cluster, mean);
      }
      return PackedRows.of(matrix);
    }
  }

  /** For each row of some strips, the greatest product with the mean of a cluster not its own. */
  private float[] nearestOther(PackedRows points, PackedRows means, int from, int to) {
    int first = from * PackedRows.HEIGHT;
    int end = Math.min(points.rows(), to * PackedRows.HEIGHT);
    float[] nearest = new float[end - first];
    Arrays.fill(nearest, Float.NEGATIVE_INFINITY);
    float[] products = new float[PackedRows.PRODUCTS];
    for (int panel = 0; panel < means.panels(); panel++) {
      for (int strip = from; strip < to; strip++) {
        points.multiply(strip, means, panel, Float.NEGATIVE_INFINITY, products);
        keepGreater(strip * PackedRows.HEIGHT, end, panel, products, nearest, first);
      }
    }
    return nearest;
  }

  private void keepGreater(
      int firstRow, int end, int panel, float[] products, float[] nearest, int offset) {
    int firstCluster = panel * PackedRows.WIDTH;
    int columns = Math.min(PackedRows.WIDTH, sums.length - firstCluster);
    for (int row = firstRow; row < Math.min(end, firstRow + PackedRows.HEIGHT); row++) {
      int own = clustering.labels()[row] - firstCluster;
      for (int column = 0; column < columns; column++) {
        float product = products[(row - firstRow) * PackedRows.WIDTH + column];
        if (column != own && product > nearest[row - offset]) {
          nearest[row - offset] = product;
        }
      }
    }
  }

  private double of(int row, float nearestOther) {
    int label = clustering.labels()[row];
    if (label == Clustering.OUTLIER) {
      return Double.NaN;
    }
    long others = weights[label] - 1;
    if (others == 0) {
      return 0;
    }
    float[] vector = new float[rows.dimension()];
    rows.copy(row, vector);
    double toSum = 0;
    double toItself = 0;
    for (int k = 0; k < vector.length; k++) {
      toSum += sums[label][k] * vector[k];
      toItself += (double) vector[k] * vector[k];
    }
    double own = Math.max(0, 1 - (toSum - toItself) / others);
    double other = Math.max(0, 1.0 - nearestOther);
    double greater = Math.max(own, other);
    return greater == 0 ? 0 : (other - own) / greater;
  }
}
