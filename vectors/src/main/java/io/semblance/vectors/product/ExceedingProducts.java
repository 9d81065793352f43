package io.semblance.vectors.product;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Finds, among the products of a strip and a panel, those that exceed the bound of their row or of
 * their column. Searches for nearest rows have a bound for each row, and the lowest of a strip and
 * a panel lets most products through: looking at them one by one would take as long as computing
 * them.
 */
public final class ExceedingProducts {
  private static final boolean HAS_VECTORS = !(ProductKernel.ACTIVE instanceof ScalarProductKernel);

  private ExceedingProducts() {}

  /**
   * Finds products.
   *
   * @param products of {@link PackedRows#multiply}
   * @param rowBounds bounds of rows; that of row r of the strip at {@code firstRow + r}
   * @param columnBounds bounds of columns; that of column c of the panel at {@code firstColumn + c}
   * @param places receives where in {@code products} they are, ascending; as long as that
   * @return how many were found
   */
  public static int find(
      float[] products,
      float[] rowBounds,
      int firstRow,
      float[] columnBounds,
      int firstColumn,
      int[] places) {
    return HAS_VECTORS
        ? Vectors.find(products, rowBounds, firstRow, columnBounds, firstColumn, places)
        : findOneByOne(products, rowBounds, firstRow, columnBounds, firstColumn, places);
  }

  static int findOneByOne(
      float[] products,
      float[] rowBounds,
      int firstRow,
      float[] columnBounds,
      int firstColumn,
      int[] places) {
    int found = 0;
    for (int place = 0; place < PackedRows.PRODUCTS; place++) {
      float ofRow = rowBounds[firstRow + place / PackedRows.WIDTH];
      float ofColumn = columnBounds[firstColumn + place % PackedRows.WIDTH];
      if (products[place] > Math.min(ofRow, ofColumn)) {
        places[found++] = place;
      }
    }
    return found;
  }

  /** Apart, so that a JVM without the Vector API module never loads it. */
  private static final class Vectors {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    static int find(
        float[] products,
        float[] rowBounds,
        int firstRow,
        float[] columnBounds,
        int firstColumn,
        int[] places) {
      FloatVector left = FloatVector.fromArray(SPECIES, columnBounds, firstColumn);
      FloatVector right = FloatVector.fromArray(SPECIES, columnBounds, firstColumn + LANES);
      int found = 0;
      for (int row = 0; row < PackedRows.HEIGHT; row++) {
        FloatVector ofRow = FloatVector.broadcast(SPECIES, rowBounds[firstRow + row]);
        int at = row * PackedRows.WIDTH;
        found = add(exceeding(products, at, ofRow.min(left)), at, places, found);
        found = add(exceeding(products, at + LANES, ofRow.min(right)), at + LANES, places, found);
      }
      return found;
    }

    private static long exceeding(float[] products, int at, FloatVector bounds) {
      return FloatVector.fromArray(SPECIES, products, at)
          .compare(VectorOperators.GT, bounds)
          .toLong();
    }

    private static int add(long lanes, int at, int[] places, int found) {
      int count = found;
      for (long left = lanes; left != 0; left &= left - 1) {
        places[count++] = at + Long.numberOfTrailingZeros(left);
      }
      return count;
    }
  }
}
