package io.semblance.clustering.topics;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The items of each group, by rising number; items with a group below 0 are in none. */
final class Members {
  private final int[] starts;
  private final int[] items;

  private Members(int[] starts, int[] items) {
    this.starts = starts;
    this.items = items;
  }

  static Members of(int groups, int[] groupOf) {
    int[] starts = new int[groups + 1];
    for (int group : groupOf) {
      if (group >= 0) {
        starts[group + 1]++;
      }
    }
    Arrays.parallelPrefix(starts, Integer::sum);
    int[] next = starts.clone();
    int[] items = new int[starts[groups]];
    for (int item = 0; item < groupOf.length; item++) {
      if (groupOf[item] >= 0) {
        items[next[groupOf[item]]++] = item;
      }
    }
    return new Members(starts, items);
  }

  int groups() {
    return starts.length - 1;
  }

  int size(int group) {
    return starts[group + 1] - starts[group];
  }

  int item(int group, int index) {
    return items[starts[group] + index];
  }

  IntStream stream(int group) {
    return Arrays.stream(items, starts[group], starts[group + 1]);
  }
}
