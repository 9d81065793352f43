package io.semblance.clustering.communities;

import io.semblance.progress.ParallelLoops;
import io.semblance.progress.Progress;
import io.semblance.vectors.product.PackedRows;

/**
 * Counts each item's neighbours by one product over half of the square, and lists those of items
 * that have few.
 */
final class NeighborCounts {
  private static final int STRIPS_OF_BLOCK = Math.max(1, 256 / PackedRows.HEIGHT);

  private final Items items;
  private final Nearness nearness;
  private final PackedRows packed;
  private final NeighborLists lists;
  private int done;

  NeighborCounts(Items items, Nearness nearness) {
    this.items = items;
    this.nearness = nearness;
    this.packed = items.pack();
    this.lists = new NeighborLists(items.count());
  }

  NeighborLists lists() {
    return lists;
  }

  /**
   * The weight of each item's neighbours, itself one of them.
   *
   * @param progress counts items
   */
  int[] count(ParallelLoops loops, Progress progress) {
    Tally[] tallies = new Tally[loops.workers()];
    loops.run(
        packed.strips(),
        STRIPS_OF_BLOCK,
        (worker, from, to) -> {
          progress.throwIfCancelled(CommunityDetection.WORK);
          if (tallies[worker] == null) {
            tallies[worker] = new Tally();
          }
          tallies[worker].countBlock(from, to);
          report(progress, (to - from) * PackedRows.HEIGHT);
        });
    return total(tallies);
  }

  private synchronized void report(Progress progress, int counted) {
    done = Math.min(items.count(), done + counted);
    progress.advancedTo(done);
  }

  private int[] total(Tally[] tallies) {
    int[] counts = new int[items.count()];
    for (int item = 0; item < counts.length; item++) {
      counts[item] = nearness.holdsForItself(item) ? items.weights()[item] : 0;
      for (Tally tally : tallies) {
        counts[item] += tally == null ? 0 : tally.counts[item];
      }
    }
    for (Tally tally : tallies) {
      if (tally != null) {
        lists.add(tally.pairs, tally.size);
      }
    }
    return counts;
  }

  /** What one worker has counted. */
  private final class Tally {
    private static final int PAIRS = 4096;

    /** Up to so many columns of a tile are looked at one by one after all have been counted. */
    private static final int MOST_LIGHT = PackedRows.WIDTH / 4;

    private final int[] weights = items.weights();
    private final int[] light = new int[PackedRows.WIDTH + 1];
    private final int[] counts = new int[items.count()];
    private final long[] pairs = new long[PAIRS];
    private final float[] products = new float[PackedRows.PRODUCTS];
    private int size;

    void countBlock(int fromStrip, int toStrip) {
      int firstPanel = fromStrip * PackedRows.HEIGHT / PackedRows.WIDTH;
      for (int panel = firstPanel; panel < packed.panels(); panel++) {
        for (int strip = fromStrip; strip < toStrip; strip++) {
          if (packed.multiply(strip, packed, panel, nearness.possible(), products)) {
            countTile(strip * PackedRows.HEIGHT, panel * PackedRows.WIDTH);
          }
        }
      }
    }

    private void countTile(int firstRow, int firstColumn) {
      int rows = Math.min(PackedRows.HEIGHT, items.count() - firstRow);
      int columns = Math.min(PackedRows.WIDTH, items.count() - firstColumn);
      int lightColumns = findLight(firstColumn, columns);
      for (int row = 0; row < rows; row++) {
        int item = firstRow + row;
        int from = Math.max(0, item + 1 - firstColumn);
        int at = row * PackedRows.WIDTH;
        if (lightColumns <= MOST_LIGHT && lists.isHeavy(item)) {
          countAll(item, firstColumn, from, columns, at);
          listLight(item, firstColumn, from, lightColumns, at);
        } else {
          countEach(item, firstColumn, from, columns, at);
        }
      }
    }

    private int findLight(int firstColumn, int columns) {
      int found = 0;
      for (int column = 0; column < columns; column++) {
        light[found] = column;
        found += lists.isHeavy(firstColumn + column) ? 0 : 1;
      }
      return found;
    }

    /** Without a branch for each neighbour: where there are many, none could be foreseen. */
    private void countAll(int row, int firstColumn, int from, int to, int at) {
      int own = weights[row];
      int sum = 0;
      int closest = Integer.MAX_VALUE;
      for (int column = from; column < to; column++) {
        int beyond = nearness.beyondThreshold(products[at + column]);
        int near = beyond >>> 31;
        closest = Math.min(closest, beyond & Integer.MAX_VALUE);
        sum += near * weights[firstColumn + column];
        counts[firstColumn + column] += near * own;
      }
      counts[row] += sum;
      if (nearness.isDoubtful(closest)) {
        correct(row, firstColumn, from, to, at);
      }
    }

    /** Counts the pairs that a product leaves in doubt by their cosine instead. */
    private void correct(int row, int firstColumn, int from, int to, int at) {
      for (int column = from; column < to; column++) {
        float product = products[at + column];
        if (nearness.inDoubt(product)) {
          int other = firstColumn + column;
          int counted = nearness.beyondThreshold(product) >>> 31;
          int missing = (nearness.holds(row, other, product) ? 1 : 0) - counted;
          counts[row] += missing * weights[other];
          counts[other] += missing * weights[row];
        }
      }
    }

    private void listLight(int row, int firstColumn, int from, int lightColumns, int at) {
      for (int i = 0; i < lightColumns; i++) {
        int other = firstColumn + light[i];
        if (light[i] >= from && nearness.holds(row, other, products[at + light[i]])) {
          list(row, other);
        }
      }
    }

    private void countEach(int row, int firstColumn, int from, int to, int at) {
      for (int column = from; column < to; column++) {
        int other = firstColumn + column;
        if (nearness.holds(row, other, products[at + column])) {
          counts[row] += weights[other];
          counts[other] += weights[row];
          if (!lists.isHeavy(row) || !lists.isHeavy(other)) {
            list(row, other);
          }
        }
      }
    }

    private void list(int a, int b) {
      pairs[size++] = (long) a << 32 | b;
      if (size == PAIRS) {
        lists.add(pairs, size);
        size = 0;
      }
    }
  }
}
