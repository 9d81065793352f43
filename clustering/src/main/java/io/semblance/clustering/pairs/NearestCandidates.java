package io.semblance.clustering.pairs;

import io.semblance.error.SemblanceException;
import io.semblance.vectors.product.ExceedingProducts;
import io.semblance.vectors.product.PackedRows;
import java.util.Arrays;

/**
 * For each row of the left side some more candidates than neighbours are wanted, by the kernel's
 * product, in a min-heap a row. What is not kept is no greater than the least that is. Safe for
 * many threads.
 *
 * <p>Bounds are read without a lock. They only rise, so that an old one lets through what is then
 * refused under the lock.
 */
final class NearestCandidates {
  private static final int LOCKS = 1 << 10;
  private static final float[] UNBOUNDED = unbounded();

  private final int room;
  private final int[] sizes;
  private final int[] numbers;
  private final float[] products;
  private final float[] bounds;
  private final Object[] locks = new Object[LOCKS];

  /**
   * Makes empty heaps.
   *
   * @param rows on the left side
   * @param room for candidates of each
   */
  NearestCandidates(int rows, int room) {
    if ((long) rows * room > Integer.MAX_VALUE - 8) {
      throw SemblanceException.invalid(
          "rows times neighbours must be below 2^31, got: " + rows + " times " + room);
    }
    this.room = room;
    this.sizes = new int[rows];
    this.numbers = new int[rows * room];
    this.products = new float[rows * room];
    this.bounds = new float[(rows / PackedRows.WIDTH + 1) * PackedRows.WIDTH];
    Arrays.fill(bounds, 0, rows, room == 0 ? Float.POSITIVE_INFINITY : Float.NEGATIVE_INFINITY);
    Arrays.fill(bounds, rows, bounds.length, Float.POSITIVE_INFINITY); // rows that fill up a panel
    Arrays.setAll(locks, i -> new Object());
  }

  private static float[] unbounded() {
    float[] bounds = new float[PackedRows.WIDTH];
    Arrays.fill(bounds, Float.POSITIVE_INFINITY);
    return bounds;
  }

  /** What a product must exceed to be kept for a row; infinite for rows that fill up a panel. */
  float bound(int row) {
    return bounds[row];
  }

  /** The least of some rows' bounds. */
  float leastBound(int from, int count) {
    float least = bounds[from];
    for (int row = from + 1; row < from + count; row++) {
      least = Math.min(least, bounds[row]);
    }
    return least;
  }

  /**
   * Places of the products that exceed the bound of their row or of their column, both of them rows
   * of the left side.
   */
  int exceeding(float[] products, int firstRow, int firstColumn, int[] places) {
    return ExceedingProducts.find(products, bounds, firstRow, bounds, firstColumn, places);
  }

  /** Places of the products that exceed the bound of their row. */
  int exceeding(float[] products, int firstRow, int[] places) {
    return ExceedingProducts.find(products, bounds, firstRow, UNBOUNDED, 0, places);
  }

  void offer(int row, int number, float product) {
    synchronized (locks[row & (LOCKS - 1)]) {
      int root = row * room;
      if (sizes[row] < room) {
        siftUp(root, sizes[row]++, number, product);
      } else if (product > products[root]) {
        siftDown(root, number, product);
      }
      if (sizes[row] == room) {
        bounds[row] = products[root];
      }
    }
  }

  private void siftUp(int root, int start, int number, float product) {
    int child = start;
    while (child > 0 && products[root + (child - 1) / 2] > product) {
      int parent = (child - 1) / 2;
      set(root + child, numbers[root + parent], products[root + parent]);
      child = parent;
    }
    set(root + child, number, product);
  }

  private void siftDown(int root, int number, float product) {
    int parent = 0;
    for (int child = 1; child < room; child = 2 * parent + 1) {
      if (child + 1 < room && products[root + child + 1] < products[root + child]) {
        child++;
      }
      if (products[root + child] >= product) {
        break;
      }
      set(root + parent, numbers[root + child], products[root + child]);
      parent = child;
    }
    set(root + parent, number, product);
  }

  private void set(int at, int number, float product) {
    numbers[at] = number;
    products[at] = product;
  }

  /** The kept candidates of a row, in no order; the array is the caller's. */
  int[] of(int row) {
    return Arrays.copyOfRange(numbers, row * room, row * room + sizes[row]);
  }
}
