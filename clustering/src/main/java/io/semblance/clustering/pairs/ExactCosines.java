package io.semblance.clustering.pairs;

import io.semblance.vectors.EmbeddingMatrix;
import io.semblance.vectors.product.PackedRows;

/**
 * Cosines of unit rows in double: what decides and what is shown, so that results do not depend on
 * the rounding of the kernel that found the candidates. Always the same bits, for either order of
 * the rows. One thread at a time.
 */
public final class ExactCosines {
  /** Rows may be a little longer than 1, and the bound itself is rounded. */
  private static final double SLACK = 1.01;

  private final EmbeddingMatrix leftMatrix;
  private final EmbeddingMatrix rightMatrix;
  private final float[] left;
  private final float[] right;
  private int leftRow = -1;

  /** Cosines among the rows of one matrix, which are not copied. */
  public ExactCosines(EmbeddingMatrix matrix) {
    this(matrix, matrix);
  }

  ExactCosines(EmbeddingMatrix leftMatrix, EmbeddingMatrix rightMatrix) {
    this.leftMatrix = leftMatrix;
    this.rightMatrix = rightMatrix;
    this.left = new float[leftMatrix.dimension()];
    this.right = new float[leftMatrix.dimension()];
  }

  /** How far a product of the kernel may be from the exact cosine. */
  static double margin(int dimension) {
    return SLACK * PackedRows.error(dimension);
  }

  /** A bound that the kernel's product of any two rows reaches whose cosine is at least that. */
  public static float candidateBound(double cosine, int dimension) {
    return Math.nextDown((float) (cosine - margin(dimension)));
  }

  /** The cosine of two rows; quickest for the same row on the left as before. */
  public double cosine(int rowOfLeft, int rowOfRight) {
    if (rowOfLeft != leftRow) {
      leftMatrix.copyRow(rowOfLeft, left);
      leftRow = rowOfLeft;
    }
    rightMatrix.copyRow(rowOfRight, right);
    return cosine(left, right);
  }

  /** Four sums that are added up at the end; rounding past 1 is cut off. */
  static double cosine(float[] a, float[] b) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int k = 0;
    for (; k <= a.length - 4; k += 4) {
      sum0 += (double) a[k] * b[k];
      sum1 += (double) a[k + 1] * b[k + 1];
      sum2 += (double) a[k + 2] * b[k + 2];
      sum3 += (double) a[k + 3] * b[k + 3];
    }
    for (; k < a.length; k++) {
      sum0 += (double) a[k] * b[k];
    }
    return Math.clamp((sum0 + sum1) + (sum2 + sum3), -1.0, 1.0);
  }
}
