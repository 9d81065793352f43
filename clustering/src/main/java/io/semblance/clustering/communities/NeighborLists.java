package io.semblance.clustering.communities;

import java.util.Arrays;

/**
 * The neighbours of items that have few, so that no product is needed again for them. An item with
 * more is heavy and its list is dropped: memory is at most {@code 4 * MOST} bytes for each item,
 * twice that after {@link #complete}.
 */
final class NeighborLists {
  static final int MOST = 64;
  private static final int FIRST_ROOM = 4;
  private static final int[] NONE = {};

  private final int[][] lists;
  private final int[] sizes;

  NeighborLists(int items) {
    lists = new int[items][];
    sizes = new int[items];
    Arrays.fill(lists, NONE);
  }

  /** Whether an item has more neighbours than are listed; before all are added, maybe not yet. */
  boolean isHeavy(int item) {
    return sizes[item] > MOST;
  }

  /** Adds pairs of neighbours, the numbers of a pair in the two halves of a long. */
  synchronized void add(long[] pairs, int count) {
    for (int i = 0; i < count; i++) {
      add((int) (pairs[i] >> 32), (int) pairs[i]);
      add((int) pairs[i], (int) (pairs[i] >> 32));
    }
  }

  private void add(int item, int neighbor) {
    int size = sizes[item];
    if (size > MOST) {
      return;
    }
    sizes[item]++;
    if (size == MOST) {
      lists[item] = NONE;
      return;
    }
    if (size == lists[item].length) {
      lists[item] = Arrays.copyOf(lists[item], Math.min(MOST, Math.max(FIRST_ROOM, 2 * size)));
    }
    lists[item][size] = neighbor;
  }

  /**
   * The neighbours that are known: all of items that are not heavy, and of heavy ones those that
   * are not. Call it once, when all pairs are added.
   */
  int[][] complete() {
    int[] known = new int[lists.length];
    for (int item = 0; item < lists.length; item++) {
      if (!isHeavy(item)) {
        lists[item] = Arrays.copyOf(lists[item], sizes[item]);
        for (int neighbor : lists[item]) {
          known[neighbor] += isHeavy(neighbor) ? 1 : 0;
        }
      }
    }
    for (int item = 0; item < lists.length; item++) {
      if (isHeavy(item)) {
        lists[item] = new int[known[item]];
      }
    }
    for (int item = 0; item < lists.length; item++) {
      if (!isHeavy(item)) {
        for (int neighbor : lists[item]) {
          if (isHeavy(neighbor)) {
            lists[neighbor][--known[neighbor]] = item;
          }
        }
      }
    }
    return lists;
  }
}
