package io.semblance.vectors.product;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Eight rows by two vectors of columns: sixteen accumulators, each a local variable so that it
 * stays in a register. For 16 lanes, where the processor has 32 registers; more accumulators make
 * the compiler spill (a factor of 3).
 */
final class EightRowKernel implements ProductKernel {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int WIDTH = 2 * LANES;
  private static final int HEIGHT = 8;

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
    FloatVector left4 = zero;
    FloatVector right4 = zero;
    FloatVector left5 = zero;
    FloatVector right5 = zero;
    FloatVector left6 = zero;
    FloatVector right6 = zero;
    FloatVector left7 = zero;
    FloatVector right7 = zero;
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
      FloatVector value4 = FloatVector.broadcast(SPECIES, rows[row + 4]);
      left4 = value4.fma(left, left4);
      right4 = value4.fma(right, right4);
      FloatVector value5 = FloatVector.broadcast(SPECIES, rows[row + 5]);
      left5 = value5.fma(left, left5);
      right5 = value5.fma(right, right5);
      FloatVector value6 = FloatVector.broadcast(SPECIES, rows[row + 6]);
      left6 = value6.fma(left, left6);
      right6 = value6.fma(right, right6);
      FloatVector value7 = FloatVector.broadcast(SPECIES, rows[row + 7]);
      left7 = value7.fma(left, left7);
      right7 = value7.fma(right, right7);
    }
    FloatVector greatest =
        left0
            .max(right0)
            .max(left1.max(right1))
            .max(left2.max(right2).max(left3.max(right3)))
            .max(
                left4
                    .max(right4)
                    .max(left5.max(right5))
                    .max(left6.max(right6).max(left7.max(right7))));
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
    left4.intoArray(products, 4 * WIDTH);
    right4.intoArray(products, 4 * WIDTH + LANES);
    left5.intoArray(products, 5 * WIDTH);
    right5.intoArray(products, 5 * WIDTH + LANES);
    left6.intoArray(products, 6 * WIDTH);
    right6.intoArray(products, 6 * WIDTH + LANES);
    left7.intoArray(products, 7 * WIDTH);
    right7.intoArray(products, 7 * WIDTH + LANES);
    return true;
  }
}
