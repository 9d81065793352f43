package io.semblance.clustering.agglomerative;

import io.semblance.clustering.UniqueRows;
import io.semblance.progress.ParallelLoops;
import io.semblance.vectors.product.PackedRows;

/** The distances of all pairs, one float each: half a square. */
final class Distances {
  private static final int STRIPS_OF_BLOCK = Math.max(1, 256 / PackedRows.HEIGHT);

  private final float[][] below;

  /** The distances of unique rows to each other. */
  Distances(UniqueRows rows, Linkage linkage, ParallelLoops loops) {
    below = new float[rows.count()][];
    PackedRows packed = rows.pack(loops);
    loops.run(
        packed.strips(),
        STRIPS_OF_BLOCK,
        (worker, from, to) -> fill(rows, packed, linkage, from, to));
  }

  private void fill(UniqueRows rows, PackedRows packed, Linkage linkage, int from, int to) {
    int end = Math.min(rows.count(), to * PackedRows.HEIGHT);
    for (int row = from * PackedRows.HEIGHT; row < end; row++) {
      below[row] = new float[row];
    }
    float[] products = new float[PackedRows.PRODUCTS];
    for (int panel = 0; panel * PackedRows.WIDTH < end; panel++) {
      for (int strip = from; strip < to; strip++) {
        packed.multiply(strip, packed, panel, Float.NEGATIVE_INFINITY, products);
        keep(rows, linkage, strip, panel, products);
      }
    }
  }

  private void keep(UniqueRows rows, Linkage linkage, int strip, int panel, float[] products) {
    int first = strip * PackedRows.HEIGHT;
    int firstColumn = panel * PackedRows.WIDTH;
    for (int row = first; row < Math.min(rows.count(), first + PackedRows.HEIGHT); row++) {
      int columns = Math.min(PackedRows.WIDTH, row - firstColumn);
      for (int column = 0; column < columns; column++) {
        float cosine = products[(row - first) * PackedRows.WIDTH + column];
        below[row][firstColumn + column] =
            (float) linkage.between(cosine, rows.weight(row), rows.weight(firstColumn + column));
      }
    }
  }

  float get(int a, int b) {
    return a > b ? below[a][b] : below[b][a];
  }

  void set(int a, int b, float distance) {
    if (a > b) {
      below[a][b] = distance;
    } else {
      below[b][a] = distance;
    }
  }
}
