package io.semblance.clustering.communities;

import java.util.Arrays;

/** A list of items that is filled again and again. */
final class ItemList {
  private int[] items = new int[256];
  private int size;

  void clear() {
    size = 0;
  }

  void add(int item) {
    if (size == items.length) {
      items = Arrays.copyOf(items, 2 * size);
    }
    items[size++] = item;
  }

  int size() {
    return size;
  }

  int get(int position) {
    return items[position];
  }

  /** Keeps the items that are not taken and tells their weight. */
  int retainUntaken(boolean[] taken, int[] weights) {
    int weight = 0;
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (!taken[items[i]]) {
        items[kept++] = items[i];
        weight += weights[items[i]];
      }
    }
    size = kept;
    return weight;
  }

  int[] toArray() {
    return Arrays.copyOf(items, size);
  }
}
