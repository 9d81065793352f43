package io.semblance.vectors.product;

import jdk.incubator.vector.FloatVector;

/**
 * Multiplies a strip of {@link #height} rows with a panel of {@link #width} columns. Each product
 * is one chain of fused multiply-adds over the components in their order, in a lane of its own: its
 * bits do not depend on the kernel, nor on which rows and columns it is computed with.
 */
sealed interface ProductKernel permits EightRowKernel, FourRowKernel, ScalarProductKernel {
  /** The fastest kernel that this JVM can run. */
  ProductKernel ACTIVE = choose();

  private static ProductKernel choose() {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      return new ScalarProductKernel();
    }
    return lanes() >= 16 ? new EightRowKernel() : new FourRowKernel();
  }

  private static int lanes() {
    return FloatVector.SPECIES_PREFERRED.length();
  }

  /** Rows of a strip; divides the width. */
  int height();

  /** Columns of a panel. */
  int width();

  /**
   * Computes {@code height x width} products.
   *
   * @param rows a panel; row r of the strip has component k at {@code rowsAt + k * width + r}
   * @param columns a panel; column c has component k at {@code columnsAt + k * width + c}
   * @param bound when no product reaches it, nothing is written
   * @param products receives all products, row after row, when one reaches the bound
   * @return whether one did
   */
  boolean multiply(
      float[] rows,
      int rowsAt,
      float[] columns,
      int columnsAt,
      int dimension,
      float bound,
      float[] products);
}
