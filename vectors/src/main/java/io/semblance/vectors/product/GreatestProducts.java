package io.semblance.vectors.product;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Keeps, for each row of a strip, its greatest product and the column that it is with, while the
 * strip meets panel after panel.
 */
public final class GreatestProducts {
  private static final boolean HAS_VECTORS = !(ProductKernel.ACTIVE instanceof ScalarProductKernel);

  private GreatestProducts() {}

  /**
   * Takes in the products of a strip and a whole panel; the first of equal products is kept.
   *
   * @param products of {@link PackedRows#multiply}
   * @param firstRow row of the strip's first products
   * @param endRow end of the strip's rows
   * @param firstColumn column of the panel's first products
   * @param greatest greatest product of each row so far; replaced by a greater one
   * @param columns the column of each row's greatest product
   */
  public static void keep(
      float[] products,
      int firstRow,
      int endRow,
      int firstColumn,
      float[] greatest,
      int[] columns) {
    if (HAS_VECTORS) {
      Vectors.keep(products, firstRow, endRow, firstColumn, greatest, columns);
    } else {
      keepOneByOne(products, firstRow, endRow, firstColumn, PackedRows.WIDTH, greatest, columns);
    }
  }

  /**
   * The same for a panel of which only the first columns count.
   *
   * @param width how many
   */
  public static void keepOneByOne(
      float[] products,
      int firstRow,
      int endRow,
      int firstColumn,
      int width,
      float[] greatest,
      int[] columns) {
    for (int row = firstRow, at = 0; row < endRow; row++, at += PackedRows.WIDTH) {
      for (int column = 0; column < width; column++) {
        if (products[at + column] > greatest[row]) {
          greatest[row] = products[at + column];
          columns[row] = firstColumn + column;
        }
      }
    }
  }

  /** Apart, so that a JVM without the Vector API module never loads it. */
  private static final class Vectors {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    static void keep(
        float[] products,
        int firstRow,
        int endRow,
        int firstColumn,
        float[] greatest,
        int[] columns) {
      for (int row = firstRow, at = 0; row < endRow; row++, at += PackedRows.WIDTH) {
        FloatVector left = FloatVector.fromArray(SPECIES, products, at);
        FloatVector right = FloatVector.fromArray(SPECIES, products, at + LANES);
        float best = left.max(right).reduceLanes(VectorOperators.MAX);
        if (best > greatest[row]) {
          greatest[row] = best;
          long found = left.compare(VectorOperators.EQ, best).toLong();
          columns[row] =
              firstColumn
                  + (found != 0
                      ? Long.numberOfTrailingZeros(found)
                      : LANES
                          + Long.numberOfTrailingZeros(
                              right.compare(VectorOperators.EQ, best).toLong()));
        }
      }
    }
  }
}
