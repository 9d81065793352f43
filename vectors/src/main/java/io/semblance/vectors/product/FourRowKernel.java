package io.semblance.vectors.product;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Four rows by two vectors of columns: eight accumulators, each a local variable so that it stays
 * in a register. For 8 lanes and fewer, where the processor has 16 registers.
 */
final class FourRowKernel implements ProductKernel {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int WIDTH = 2 * LANES;
  private static final int HEIGHT = 4;

  @Override
  public int height() {
    return HEIGHT;
  }

  @Override
  public int width() {
    return WIDTH;
  }

  @Override
  public boolean multiply(
      float[] rows,
      int rowsAt,
      float[] columns,
      int columnsAt,
      int dimension,
      float bound,
      float[] products) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector left0 = zero;
    FloatVector right0 = zero;
    FloatVector left1 = zero;
    FloatVector right1 = zero;
    FloatVector left2 = zero;
    FloatVector right2 = zero;
    FloatVector left3 = zero;
    FloatVector right3 = zero;
    for (int k = 0, row = rowsAt, column = columnsAt;
        k < dimension;
        k++, row += WIDTH, column += WIDTH) {
      FloatVector left = FloatVector.fromArray(SPECIES, columns, column);
      FloatVector right = FloatVector.fromArray(SPECIES, columns, column + LANES);
      FloatVector value0 = FloatVector.broadcast(SPECIES, rows[row]);
      left0 = value0.fma(left, left0);
      right0 = value0.fma(right, right0);
      FloatVector value1 = FloatVector.broadcast(SPECIES, rows[row + 1]);
      left1 = value1.fma(left, left1);
      right1 = value1.fma(right, right1);
      FloatVector value2 = FloatVector.broadcast(SPECIES, rows[row + 2]);
      left2 = value2.fma(left, left2);
      right2 = value2.fma(right, right2);
      FloatVector value3 = FloatVector.broadcast(SPECIES, rows[row + 3]);
      left3 = value3.fma(left, left3);
      right3 = value3.fma(right, right3);
    }
    FloatVector greatest =
        left0.max(right0).max(left1.max(right1)).max(left2.max(right2).max(left3.max(right3)));
    VectorMask<Float> reached = greatest.compare(VectorOperators.GE, bound);
    if (!reached.anyTrue()) {
      return false;
    }
    left0.intoArray(products, 0);
    right0.intoArray(products, LANES);
    left1.intoArray(products, WIDTH);
    right1.intoArray(products, WIDTH + LANES);
    left2.intoArray(products, 2 * WIDTH);
    right2.intoArray(products, 2 * WIDTH + LANES);
    left3.intoArray(products, 3 * WIDTH);
    right3.intoArray(products, 3 * WIDTH + LANES);
    return true;
  }
}
