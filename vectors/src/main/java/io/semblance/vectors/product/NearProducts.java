package io.semblance.vectors.product;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Counts the products of a strip and a panel that exceed a threshold, without a branch for each:
 * where there are many, none could be foreseen.
 */
public final class NearProducts {
  private static final boolean HAS_VECTORS = !(ProductKernel.ACTIVE instanceof ScalarProductKernel);

  private NearProducts() {}

  /**
   * Adds, for each product above the threshold, the weight of its row to the count of its column
   * and the other way round.
   *
   * @param products of {@link PackedRows#multiply}
   * @param doubt how near to the threshold a product must be for the caller to look at it again
   * @param weights of items; the strip's rows are items from {@code firstRow} on, the panel's
   *     columns items from {@code firstColumn} on, all of them there and none both
   * @param counts of items, added to
   * @return whether a product is in doubt; it was counted as it stands
   */
  public static boolean count(
      float[] products,
      float threshold,
      float doubt,
      int[] weights,
      int firstRow,
      int firstColumn,
      int[] counts) {
    return HAS_VECTORS
        ? Vectors.count(products, threshold, doubt, weights, firstRow, firstColumn, counts)
        : countOneByOne(products, threshold, doubt, weights, firstRow, firstColumn, counts);
  }

  static boolean countOneByOne(
      float[] products,
      float threshold,
      float doubt,
      int[] weights,
      int firstRow,
      int firstColumn,
      int[] counts) {
    boolean doubtful = false;
    for (int place = 0; place < PackedRows.PRODUCTS; place++) {
      int row = firstRow + place / PackedRows.WIDTH;
      int column = firstColumn + place % PackedRows.WIDTH;
      if (products[place] > threshold) {
        counts[row] += weights[column];
        counts[column] += weights[row];
      }
      doubtful |= Math.abs(products[place] - threshold) <= doubt;
    }
    return doubtful;
  }

  /** Apart, so that a JVM without the Vector API module never loads it. */
  private static final class Vectors {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTEGERS = IntVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    static boolean count(
        float[] products,
        float threshold,
        float doubt,
        int[] weights,
        int firstRow,
        int firstColumn,
        int[] counts) {
      boolean doubtful =
          countHalf(products, 0, threshold, doubt, weights, firstRow, firstColumn, counts);
      doubtful |=
          countHalf(
              products, LANES, threshold, doubt, weights, firstRow, firstColumn + LANES, counts);
      return doubtful;
    }

    private static boolean countHalf(
        float[] products,
        int from,
        float threshold,
        float doubt,
        int[] weights,
        int firstRow,
        int firstColumn,
        int[] counts) {
      IntVector columnWeights = IntVector.fromArray(INTEGERS, weights, firstColumn);
      IntVector columnCounts = IntVector.fromArray(INTEGERS, counts, firstColumn);
      VectorMask<Float> doubtful = SPECIES.maskAll(false);
      for (int row = 0; row < PackedRows.HEIGHT; row++) {
        FloatVector product =
            FloatVector.fromArray(SPECIES, products, from + row * PackedRows.WIDTH);
        VectorMask<Integer> near = product.compare(VectorOperators.GT, threshold).cast(INTEGERS);
        doubtful = doubtful.or(product.sub(threshold).abs().compare(VectorOperators.LE, doubt));
        columnCounts = columnCounts.add(weights[firstRow + row], near);
        counts[firstRow + row] += columnWeights.reduceLanes(VectorOperators.ADD, near);
      }
      columnCounts.intoArray(counts, firstColumn);
      return doubtful.anyTrue();
    }
  }
}
