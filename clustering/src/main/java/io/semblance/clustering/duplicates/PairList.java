package io.semblance.clustering.duplicates;

import java.util.Arrays;

/** Pairs in memory, 12 bytes each. Filled by one thread, then safe for many. */
final class PairList implements PairSource {
  private int[] left = new int[16];
  private int[] right = new int[16];
  private float[] scores = new float[16];
  private int size;

  static PairList of(PairSource source) {
    PairList list = new PairList();
    source.forEach(list::add);
    return list;
  }

  void add(int a, int b, float score) {
    if (size == left.length) {
      int capacity = Math.addExact(size, size / 2);
      left = Arrays.copyOf(left, capacity);
      right = Arrays.copyOf(right, capacity);
      scores = Arrays.copyOf(scores, capacity);
    }
    left[size] = a;
    right[size] = b;
    scores[size++] = score;
  }

  int size() {
    return size;
  }

  @Override
  public void forEach(Visitor visitor) {
    for (int i = 0; i < size; i++) {
      visitor.pair(left[i], right[i], scores[i]);
    }
  }
}
