package io.semblance.clustering.graph;

/**
 * For each group of rows of a block, a strip or a panel, the cosine below which an offer to any of
 * them is in vain. Stale floors are only too low, which costs time and loses nothing. Used by one
 * thread.
 */
final class Floors {
  private final NeighborHeaps heaps;
  private final int[] block;
  private final int width;
  private final float[] floors;

  /**
   * Reads the floors.
   *
   * @param block the heaps' rows in the order of the block
   * @param width rows of a group
   */
  Floors(NeighborHeaps heaps, int[] block, int width) {
    this.heaps = heaps;
    this.block = block;
    this.width = width;
    this.floors = new float[(block.length + width - 1) / width];
    for (int group = 0; group < floors.length; group++) {
      refresh(group);
    }
  }

  float of(int group) {
    return floors[group];
  }

  void refresh(int group) {
    float floor = Float.POSITIVE_INFINITY;
    int end = Math.min(block.length, (group + 1) * width);
    for (int at = group * width; at < end; at++) {
      floor = Math.min(floor, heaps.floor(block[at]));
    }
    floors[group] = floor;
  }
}
