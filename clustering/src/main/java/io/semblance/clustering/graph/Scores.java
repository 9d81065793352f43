package io.semblance.clustering.graph;

import io.semblance.clustering.UniqueRows;
import io.semblance.vectors.product.PackedRows;

/** Cosines of unique rows in double, which decide at a threshold. One thread at a time. */
final class Scores {
  /** Rows may be a little longer than 1, and the bound itself is rounded. */
  private static final double SLACK = 1.01;

  private final UniqueRows rows;
  private final float[] left;
  private final float[] right;
  private int leftRow = -1;

  Scores(UniqueRows rows) {
    this.rows = rows;
    this.left = new float[rows.dimension()];
    this.right = new float[rows.dimension()];
  }

  /** What the kernel's product of any two rows reaches whose cosine is at least {@code score}. */
  static float bound(double score, int dimension) {
    return Math.nextDown((float) (score - SLACK * PackedRows.error(dimension)));
  }

  /** Quickest for the same {@code one} as before. */
  double cosine(int one, int other) {
    if (one != leftRow) {
      rows.copy(one, left);
      leftRow = one;
    }
    rows.copy(other, right);
    double sum = 0;
    for (int k = 0; k < left.length; k++) {
      sum += (double) left[k] * right[k];
    }
    return sum;
  }
}
