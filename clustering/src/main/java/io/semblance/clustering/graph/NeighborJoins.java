package io.semblance.clustering.graph;

import io.semblance.clustering.UniqueRows;

/** Joins blocks by keeping the best neighbours of all their rows. */
record NeighborJoins(UniqueRows rows, NeighborHeaps heaps) implements BlockJoins.Join {
  @Override
  public void run(int worker, int[] left, int[] right) {
    ProductLoop.run(rows, left, right, new NeighborJoin(heaps, left, right));
  }
}
