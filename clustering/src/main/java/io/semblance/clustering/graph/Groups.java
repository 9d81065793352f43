package io.semblance.clustering.graph;

import java.util.Arrays;

/** Items by their group, each group's in the order of their numbers. */
final class Groups {
  private final int[] offsets;
  private final int[] items;

  private Groups(int[] offsets, int[] items) {
    this.offsets = offsets;
    this.items = items;
  }

  /**
   * Sorts items by group.
   *
   * @param perItem how many groups each item is in
   * @param from first of an item's groups to use
   * @param to after the last of them
   * @param groupOf {@code int[items * perItem]}
   */
  static Groups of(int groups, int[] groupOf, int perItem, int from, int to) {
    int[] offsets = new int[groups + 2]; // one place late, so that filling moves it into place
    int count = perItem == 0 ? 0 : groupOf.length / perItem;
    for (int item = 0; item < count; item++) {
      for (int rank = from; rank < to; rank++) {
        offsets[groupOf[item * perItem + rank] + 2]++;
      }
    }
    for (int group = 2; group < offsets.length; group++) {
      offsets[group] = Math.addExact(offsets[group], offsets[group - 1]);
    }
    int[] items = new int[offsets[groups + 1]];
    for (int item = 0; item < count; item++) {
      for (int rank = from; rank < to; rank++) {
        items[offsets[groupOf[item * perItem + rank] + 1]++] = item;
      }
    }
    return new Groups(offsets, items);
  }

  /** All items in one group. */
  static Groups whole(int items) {
    return of(1, new int[items], 1, 0, 1);
  }

  /** Some items, rising, in one group. */
  static Groups ofOne(int[] items) {
    return new Groups(new int[] {0, items.length, items.length}, items);
  }

  int count() {
    return offsets.length - 2;
  }

  int size(int group) {
    return offsets[group + 1] - offsets[group];
  }

  /** How many segments of at most {@link ProductLoop#SEGMENT} items a group has. */
  int segments(int group) {
    return (size(group) + ProductLoop.SEGMENT - 1) / ProductLoop.SEGMENT;
  }

  /** The items of one segment of a group; the array is the caller's. */
  int[] segment(int group, int segment) {
    int from = offsets[group] + segment * ProductLoop.SEGMENT;
    return Arrays.copyOfRange(
        items, from, Math.min(offsets[group + 1], from + ProductLoop.SEGMENT));
  }

  /** All segments of all groups, {@code {group, segment}} each. */
  int[][] allSegments() {
    int[][] all = new int[segmentCount()][];
    int next = 0;
    for (int group = 0; group < count(); group++) {
      for (int segment = 0; segment < segments(group); segment++) {
        all[next++] = new int[] {group, segment};
      }
    }
    return all;
  }

  private int segmentCount() {
    int count = 0;
    for (int group = 0; group < count(); group++) {
      count += segments(group);
    }
    return count;
  }
}
