package io.semblance.clustering.pairs;

import io.semblance.vectors.product.PackedRows;

/** Offers each product to its row on the left only. */
final class NearestOfLeft implements BlockProduct.Visitor {
  private final NearestCandidates candidates;
  private final NearestSides sides;
  private final int[] places = new int[PackedRows.PRODUCTS];
  private int firstColumn;
  private int columns;

  NearestOfLeft(NearestCandidates candidates, NearestSides sides) {
    this.candidates = candidates;
    this.sides = sides;
  }

  @Override
  public void enter(int panel) {
    firstColumn = panel * PackedRows.WIDTH;
    columns = Math.min(PackedRows.WIDTH, sides.right().length - firstColumn);
  }

  @Override
  public float bound(int strip) {
    return Math.nextUp(candidates.leastBound(strip * PackedRows.HEIGHT, PackedRows.HEIGHT));
  }

  @Override
  public void visit(int strip, float[] products) {
    int firstRow = strip * PackedRows.HEIGHT;
    int rows = Math.min(PackedRows.HEIGHT, sides.left().length - firstRow);
    int found = candidates.exceeding(products, firstRow, places);
    for (int i = 0; i < found; i++) {
      int row = places[i] / PackedRows.WIDTH;
      int column = places[i] % PackedRows.WIDTH;
      if (row < rows && column < columns && firstColumn + column != sides.self()[firstRow + row]) {
        candidates.offer(firstRow + row, firstColumn + column, products[places[i]]);
      }
    }
  }
}
