package io.semblance.clustering.communities;

import io.semblance.progress.ParallelLoops;
import io.semblance.vectors.product.PackedRows;
import java.util.Arrays;

/**
 * Which of some columns are neighbours of which heavy items, a bit for each pair; made anew for a
 * batch of items at a time by a product.
 */
final class HeavyNeighbors {
  /** Items of a batch. */
  static final int BATCH = 256;

  private static final int WORD = 64;
  private static final int PANELS_OF_WORD = Math.max(1, WORD / PackedRows.WIDTH);

  private final Items items;
  private final Nearness nearness;
  private final int[] columns;
  private final PackedRows packed;
  private final long[][] bits;

  /**
   * Prepares products.
   *
   * @param columns items that are asked for as neighbours, all heavy
   */
  HeavyNeighbors(Items items, Nearness nearness, int[] columns) {
    this.items = items;
    this.nearness = nearness;
    this.columns = columns;
    this.packed = items.pack(columns);
    this.bits = new long[BATCH][(columns.length + WORD - 1) / WORD + 1];
  }

  int columns() {
    return columns.length;
  }

  /** Multiplies a batch; its first {@code size} entries are items. */
  void multiply(int[] batch, int size, ParallelLoops loops) {
    PackedRows rows = items.pack(Arrays.copyOf(batch, size));
    for (int i = 0; i < size; i++) {
      Arrays.fill(bits[i], 0);
    }
    loops.run(
        packed.panels(),
        PANELS_OF_WORD,
        (worker, from, to) -> {
          float[] products = new float[PackedRows.PRODUCTS];
          for (int panel = from; panel < to; panel++) {
            for (int strip = 0; strip < rows.strips(); strip++) {
              if (rows.multiply(strip, packed, panel, nearness.possible(), products)) {
                mark(batch, size, strip * PackedRows.HEIGHT, panel * PackedRows.WIDTH, products);
              }
            }
          }
        });
  }

  private void mark(int[] batch, int size, int firstRow, int firstColumn, float[] products) {
    int end = Math.min(size, firstRow + PackedRows.HEIGHT);
    int width = Math.min(PackedRows.WIDTH, columns.length - firstColumn);
    for (int row = firstRow, at = 0; row < end; row++, at += PackedRows.WIDTH) {
      for (int column = 0; column < width; column++) {
        int other = firstColumn + column;
        if (nearness.holds(batch[row], columns[other], products[at + column])) {
          bits[row][other / WORD] |= 1L << other % WORD;
        }
      }
    }
  }

  /** Adds the neighbours of an item of the batch to a list, all columns that are. */
  void addNeighbors(int inBatch, ItemList target) {
    long[] words = bits[inBatch];
    for (int word = 0; word < words.length; word++) {
      for (long rest = words[word]; rest != 0; rest &= rest - 1) {
        target.add(columns[word * WORD + Long.numberOfTrailingZeros(rest)]);
      }
    }
  }
}
