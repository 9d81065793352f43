package io.semblance.clustering.graph;

import io.semblance.vectors.product.PackedRows;

/**
 * Compares each row of one block with each of another and offers both to each other. Used by one
 * thread; the heaps are shared.
 */
final class NeighborJoin implements ProductLoop.Listener {
  private final NeighborHeaps heaps;
  private final int[] left;
  private final int[] right;
  private final Floors stripFloors;
  private final Floors panelFloors;

  /**
   * Prepares to join two blocks.
   *
   * @param left numbers of unique rows, each once
   * @param right numbers of unique rows, each once; a row that is in both is not its own neighbour
   */
  NeighborJoin(NeighborHeaps heaps, int[] left, int[] right) {
    this.heaps = heaps;
    this.left = left;
    this.right = right;
    this.stripFloors = new Floors(heaps, left, PackedRows.HEIGHT);
    this.panelFloors = new Floors(heaps, right, PackedRows.WIDTH);
  }

  @Override
  public float bound(int strip, int panel) {
    return Math.min(stripFloors.of(strip), panelFloors.of(panel));
  }

  @Override
  public void product(int leftAt, int rightAt, float cosine) {
    int one = left[leftAt];
    int other = right[rightAt];
    if (one != other) {
      heaps.offer(one, other, cosine);
      heaps.offer(other, one, cosine);
    }
  }

  @Override
  public void shown(int strip, int panel) {
    stripFloors.refresh(strip);
    panelFloors.refresh(panel);
  }
}
