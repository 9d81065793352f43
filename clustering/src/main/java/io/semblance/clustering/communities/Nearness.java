package io.semblance.clustering.communities;

import io.semblance.vectors.product.PackedRows;

/**
 * Whether two items are neighbours: the cosine in double precision decides, but it is computed only
 * where the rounded product leaves a doubt. An item has cosine 1 with itself, exactly.
 */
final class Nearness {
  private final Items items;
  private final double threshold;
  private final double[] squares;
  private final float middle;
  private final float doubt;

  Nearness(Items items, double threshold) {
    this.items = items;
    this.threshold = threshold;
    this.squares = squares(items);
    this.middle = (float) threshold;
    this.doubt = Math.nextUp((float) (margin() + Math.abs(middle - threshold)));
  }

  private static double[] squares(Items items) {
    double[] squares = new double[items.count()];
    float[] row = new float[items.matrix().dimension()];
    for (int item = 0; item < squares.length; item++) {
      items.copy(item, row);
      squares[item] = dot(row, row);
    }
    return squares;
  }

  /** Between a product and the cosine stand its rounding and the rounding of the rows' lengths. */
  private double margin() {
    double offUnit = 0;
    for (double square : squares) {
      offUnit = square == 0 ? offUnit : Math.max(offUnit, Math.abs(square - 1));
    }
    return PackedRows.error(items.matrix().dimension()) * (1 + offUnit) + offUnit;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  /** Pairs with a product below this are no neighbours. */
  float possible() {
    return Math.nextDown(middle - doubt);
  }

  /** Whether only the cosine can tell if a pair with this product are neighbours. */
  boolean inDoubt(float product) {
    return Math.abs(product - middle) <= doubt;
  }

  /** A product above this is a neighbour's, if it is not in doubt. */
  float middle() {
    return middle;
  }

  /** How far from {@link #middle} a product may be to be {@linkplain #inDoubt in doubt}. */
  float doubt() {
    return doubt;
  }

  /**
   * Whether two items are neighbours.
   *
   * @param product of the two, by {@link PackedRows}
   */
  boolean holds(int a, int b, float product) {
    return inDoubt(product) ? cosine(a, b) >= threshold : product > middle;
  }

  /** False only for a row of zeros, which is not near to anything. */
  boolean holdsForItself(int item) {
    return cosine(item, item) >= threshold;
  }

  double cosine(int a, int b) {
    if (squares[a] == 0 || squares[b] == 0) {
      return 0;
    }
    float[] rowOfA = new float[items.matrix().dimension()];
    float[] rowOfB = new float[items.matrix().dimension()];
    items.copy(a, rowOfA);
    items.copy(b, rowOfB);
    return dot(rowOfA, rowOfB) / Math.sqrt(squares[a] * squares[b]);
  }
}
