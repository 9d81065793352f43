package io.semblance.clustering.pairs;

import io.semblance.vectors.product.PackedRows;

/**
 * Offers each product to the row and to the column, which are rows of one set: for half of the
 * square that has each pair once. A block is looked at when it may change the worst row or column.
 */
final class NearestOfBoth implements BlockProduct.Visitor {
  private final NearestCandidates candidates;
  private final int[] places = new int[PackedRows.PRODUCTS];
  private int firstColumn;
  private float boundOfColumns;

  NearestOfBoth(NearestCandidates candidates) {
    this.candidates = candidates;
  }

  @Override
  public void enter(int panel) {
    firstColumn = panel * PackedRows.WIDTH;
    boundOfColumns = candidates.leastBound(firstColumn, PackedRows.WIDTH);
  }

  @Override
  public float bound(int strip) {
    float boundOfRows = candidates.leastBound(strip * PackedRows.HEIGHT, PackedRows.HEIGHT);
    return Math.nextUp(Math.min(boundOfRows, boundOfColumns));
  }

  @Override
  public void visit(int strip, float[] products) {
    int firstRow = strip * PackedRows.HEIGHT;
    int found = candidates.exceeding(products, firstRow, firstColumn, places);
    for (int i = 0; i < found; i++) {
      int row = firstRow + places[i] / PackedRows.WIDTH;
      int column = firstColumn + places[i] % PackedRows.WIDTH;
      if (column > row) {
        offer(row, column, products[places[i]]);
      }
    }
    boundOfColumns = candidates.leastBound(firstColumn, PackedRows.WIDTH);
  }

  /** Rows and columns that only fill up a panel have an infinite bound, but their products not. */
  private void offer(int row, int column, float product) {
    float boundOfRow = candidates.bound(row);
    float boundOfColumn = candidates.bound(column);
    if (product > boundOfRow && boundOfColumn != Float.POSITIVE_INFINITY) {
      candidates.offer(row, column, product);
    }
    if (product > boundOfColumn && boundOfRow != Float.POSITIVE_INFINITY) {
      candidates.offer(column, row, product);
    }
  }
}
