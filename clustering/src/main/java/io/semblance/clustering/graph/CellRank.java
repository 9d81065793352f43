package io.semblance.clustering.graph;

/** Counts for each row the cells that are nearer to it than a given one, or as near and lower. */
final class CellRank implements ProductLoop.Listener {
  private final int[] cells;
  private final float[][] cosines;

  CellRank(int[] cells, int count) {
    this.cells = cells;
    this.cosines = new float[cells.length][count];
  }

  @Override
  public float bound(int strip, int panel) {
    return Float.NEGATIVE_INFINITY;
  }

  @Override
  public void product(int left, int right, float cosine) {
    cosines[left][right] = cosine;
  }

  int rank(int row) {
    long wanted = NeighborHeaps.key(cells[row], cosines[row][cells[row]]);
    int rank = 0;
    for (int cell = 0; cell < cosines[row].length; cell++) {
      rank += NeighborHeaps.key(cell, cosines[row][cell]) > wanted ? 1 : 0;
    }
    return rank;
  }
}
