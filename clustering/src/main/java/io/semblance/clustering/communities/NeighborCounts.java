package io.semblance.clustering.communities;

import io.semblance.progress.ParallelLoops;
import io.semblance.progress.Progress;
import io.semblance.vectors.product.ExceedingProducts;
import io.semblance.vectors.product.NearProducts;
import io.semblance.vectors.product.PackedRows;
import java.util.Arrays;

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

    /** With more neighbours among a tile's pairs, looking at all is cheaper than at each. */
    private static final int FEW = PackedRows.PRODUCTS / 16;

    /** After a tile of many so many more are taken to be like it, without a look for the few. */
    private static final int ALIKE = 15;

    private final int[] weights = items.weights();
    private final int[] light = new int[PackedRows.WIDTH + 1];
    private final int[] counts = new int[items.count()];
    private final long[] pairs = new long[PAIRS];

    private final float[] products = new float[PackedRows.PRODUCTS];
    private final int[] places = new int[PackedRows.PRODUCTS];
    private final float[] bounds = new float[Math.max(PackedRows.HEIGHT, PackedRows.WIDTH)];
    private int size;
    private int takenAsMany;

    Tally() {
      Arrays.fill(bounds, Math.nextDown(nearness.possible()));
    }

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
      if (takenAsMany > 0) {
        takenAsMany--;
        countMany(firstRow, firstColumn);
        return;
      }
      int found = ExceedingProducts.find(products, bounds, 0, bounds, 0, places);
      if (found <= FEW) {
        countFew(firstRow, firstColumn, found);
      } else {
        takenAsMany = ALIKE;
        countMany(firstRow, firstColumn);
      }
    }

    private void countFew(int firstRow, int firstColumn, int found) {
      for (int i = 0; i < found; i++) {
        int row = firstRow + places[i] / PackedRows.WIDTH;
        int other = firstColumn + places[i] % PackedRows.WIDTH;
        if (row < other && other < items.count()) {
          countPair(row, other, products[places[i]]);
        }
      }
    }

    private void countMany(int firstRow, int firstColumn) {
      boolean apart = firstRow + PackedRows.HEIGHT <= firstColumn;
      if (apart && firstColumn + PackedRows.WIDTH <= items.count()) {
        countAll(firstRow, firstColumn);
        listNeighborsOfLight(firstRow, firstColumn);
      } else {
        countEach(firstRow, firstColumn);
      }
    }

    private void countAll(int firstRow, int firstColumn) {
      float threshold = nearness.middle();
      float doubt = nearness.doubt();
      if (NearProducts.count(products, threshold, doubt, weights, firstRow, firstColumn, counts)) {
        correct(firstRow, firstColumn);
      }
    }

    /** Counts the pairs that a product leaves in doubt by their cosine instead. */
    private void correct(int firstRow, int firstColumn) {
      for (int place = 0; place < PackedRows.PRODUCTS; place++) {
        float product = products[place];
        if (nearness.inDoubt(product)) {
          int row = firstRow + place / PackedRows.WIDTH;
          int other = firstColumn + place % PackedRows.WIDTH;
          int counted = product > nearness.middle() ? 1 : 0;
          int missing = (nearness.holds(row, other, product) ? 1 : 0) - counted;
          counts[row] += missing * weights[other];
          counts[other] += missing * weights[row];
        }
      }
    }

    private void listNeighborsOfLight(int firstRow, int firstColumn) {
      int lightColumns = findLight(firstColumn);
      for (int row = firstRow, at = 0; row < firstRow + PackedRows.HEIGHT; row++) {
        if (lists.isHeavy(row)) {
          for (int i = 0; i < lightColumns; i++) {
            listIfNear(row, firstColumn + light[i], products[at + light[i]]);
          }
        } else {
          for (int column = 0; column < PackedRows.WIDTH; column++) {
            listIfNear(row, firstColumn + column, products[at + column]);
          }
        }
        at += PackedRows.WIDTH;
      }
    }

    private int findLight(int firstColumn) {
      int found = 0;
      for (int column = 0; column < PackedRows.WIDTH; column++) {
        light[found] = column;
        found += lists.isHeavy(firstColumn + column) ? 0 : 1;
      }
      return found;
    }

    private void listIfNear(int row, int other, float product) {
      if (nearness.holds(row, other, product)) {
        list(row, other);
      }
    }

    /** For tiles that lie on the diagonal or stick out. */
    private void countEach(int firstRow, int firstColumn) {
      int rows = Math.min(PackedRows.HEIGHT, items.count() - firstRow);
      int columns = Math.min(PackedRows.WIDTH, items.count() - firstColumn);
      for (int row = firstRow; row < firstRow + rows; row++) {
        int at = (row - firstRow) * PackedRows.WIDTH;
        for (int column = Math.max(0, row + 1 - firstColumn); column < columns; column++) {
          countPair(row, firstColumn + column, products[at + column]);
        }
      }
    }

    private void countPair(int row, int other, float product) {
      if (nearness.holds(row, other, product)) {
        counts[row] += weights[other];
        counts[other] += weights[row];
        if (!lists.isHeavy(row) || !lists.isHeavy(other)) {
          list(row, other);
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
