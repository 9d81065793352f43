package io.semblance.clustering.pairs;

import io.semblance.vectors.product.PackedRows;

/**
 * Multiplies a block of rows with panels of columns: all strips of the block with one panel, then
 * with the next, so that the block stays in the processor's second-level cache while panels pass
 * through.
 */
final class BlockProduct {
  /** Rows of a block: a multiple of every strip and panel. */
  static final int ROWS = 480;

  private static final int STRIPS_OF_PANEL = PackedRows.WIDTH / PackedRows.HEIGHT;

  private BlockProduct() {}

  /** Looks at the products that reach a bound. */
  interface Visitor {
    /** Called before the strips of a panel. */
    void enter(int panel);

    /** The bound for a strip and the panel last entered. */
    float bound(int strip);

    /** Called when a product reaches the bound, with all products of a strip and the panel. */
    void visit(int strip, float[] products);
  }

  static int blocks(int rows) {
    return (rows + ROWS - 1) / ROWS;
  }

  /** All rows of a block with all columns. */
  static void rectangle(
      PackedRows rows, int block, PackedRows columns, Visitor visitor, float[] products) {
    int from = block * (ROWS / PackedRows.HEIGHT);
    int to = Math.min(rows.strips(), from + ROWS / PackedRows.HEIGHT);
    for (int panel = 0; panel < columns.panels(); panel++) {
      multiply(rows, from, to, columns, panel, visitor, products);
    }
  }

  /**
   * All rows of a block with all rows from it on; panels on the diagonal hold both sides of it.
   *
   * @param left how many rows blocks are made of, the first ones
   */
  static void triangle(PackedRows rows, int left, int block, Visitor visitor, float[] products) {
    int from = block * (ROWS / PackedRows.HEIGHT);
    int strips = (left + PackedRows.HEIGHT - 1) / PackedRows.HEIGHT;
    int to = Math.min(strips, from + ROWS / PackedRows.HEIGHT);
    for (int panel = block * (ROWS / PackedRows.WIDTH); panel < rows.panels(); panel++) {
      int onTheRight = Math.min(to, (panel + 1) * STRIPS_OF_PANEL);
      multiply(rows, from, onTheRight, rows, panel, visitor, products);
    }
  }

  private static void multiply(
      PackedRows rows,
      int from,
      int to,
      PackedRows columns,
      int panel,
      Visitor visitor,
      float[] products) {
    visitor.enter(panel);
    for (int strip = from; strip < to; strip++) {
      if (rows.multiply(strip, columns, panel, visitor.bound(strip), products)) {
        visitor.visit(strip, products);
      }
    }
  }
}
