package io.semblance.clustering.graph;

import io.semblance.clustering.UniqueRows;
import io.semblance.vectors.EmbeddingMatrix;
import java.util.SplittableRandom;

/** Unit vectors to search in. */
final class TestVectors {
  private TestVectors() {}

  /** Rows around directions drawn by chance, some near theirs and some far. */
  static EmbeddingMatrix clustered(int rows, int dimension, int clusters, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] centers = new float[clusters][];
    for (int cluster = 0; cluster < clusters; cluster++) {
      centers[cluster] = around(new float[dimension], 1, random);
    }
    EmbeddingMatrix matrix = EmbeddingMatrix.allocate(rows, dimension);
    for (int row = 0; row < rows; row++) {
      double spread = (0.2 + random.nextDouble()) / Math.sqrt(dimension);
      matrix.setRow(row, around(centers[random.nextInt(clusters)], spread, random));
    }
    return matrix;
  }

  private static float[] around(float[] center, double spread, SplittableRandom random) {
    double[] moved = new double[center.length];
    double squares = 0;
    for (int k = 0; k < moved.length; k++) {
      moved[k] = center[k] + spread * random.nextGaussian();
      squares += moved[k] * moved[k];
    }
    float[] row = new float[moved.length];
    for (int k = 0; k < row.length; k++) {
      row[k] = (float) (moved[k] / Math.sqrt(squares));
    }
    return row;
  }

  /** The rows of a matrix in an order drawn by chance. */
  static EmbeddingMatrix shuffled(EmbeddingMatrix matrix, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    EmbeddingMatrix shuffled = EmbeddingMatrix.allocate(matrix.rows(), matrix.dimension());
    int[] order = new int[matrix.rows()];
    for (int row = 0; row < order.length; row++) {
      int at = random.nextInt(row + 1);
      order[row] = order[at];
      order[at] = row;
    }
    for (int row = 0; row < order.length; row++) {
      shuffled.setRow(row, matrix.copyRow(order[row]));
    }
    return shuffled;
  }

  static double cosine(UniqueRows rows, int one, int other) {
    float[] a = new float[rows.dimension()];
    float[] b = new float[rows.dimension()];
    rows.copy(one, a);
    rows.copy(other, b);
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += (double) a[k] * b[k];
    }
    return sum;
  }
}
