package io.semblance.clustering.graph;

import io.semblance.vectors.product.PackedRows;
import java.util.stream.IntStream;

/**
 * Offers the columns of a product to its rows. Heap i is that of row i of the left block; a
 * column's number is counted from an offset, and each is multiplied once.
 */
final class OneWayOffers implements ProductLoop.Listener {
  private final NeighborHeaps heaps;
  private final int firstColumn;
  private final Floors floors;

  OneWayOffers(NeighborHeaps heaps, PackedRows left, int firstColumn) {
    this.heaps = heaps;
    this.firstColumn = firstColumn;
    this.floors = new Floors(heaps, IntStream.range(0, left.rows()).toArray(), PackedRows.HEIGHT);
  }

  @Override
  public float bound(int strip, int panel) {
    return floors.of(strip);
  }

  @Override
  public void product(int left, int right, float cosine) {
    heaps.offerNew(left, firstColumn + right, cosine);
  }

  @Override
  public void shown(int strip, int panel) {
    floors.refresh(strip);
  }
}
