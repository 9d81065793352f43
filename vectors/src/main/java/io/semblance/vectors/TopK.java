package io.semblance.vectors;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Keeps the k best of many scores: highest score first, and among equal scores the lowest ordinal
 * first, so that equal input gives equal output. NaN never enters. One thread at a time.
 *
 * <p>A score and its ordinal are packed into one {@code long} that sorts like the pair, and a
 * binary min-heap of those keeps the worst kept result at its root: offering n results costs O(n
 * log k) and no allocation.
 */
public final class TopK {
  private final long[] heap;
  private int size;

  /**
   * Makes an empty collector.
   *
   * @param k how many to keep, at least 1
   */
  public TopK(int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k must be at least 1, got: " + k);
    }
    heap = new long[k];
  }

  /** Offers one result; returns whether it is among the best so far. */
  public boolean offer(int ordinal, float score) {
    if (Float.isNaN(score)) {
      return false;
    }
    long key = pack(ordinal, score);
    if (size < heap.length) {
      heap[size] = key;
      siftUp(size++);
      return true;
    }
    if (key <= heap[0]) {
      return false;
    }
    heap[0] = key;
    siftDown();
    return true;
  }

  /** The least score that would be kept now; minus infinity while there is room. */
  public float threshold() {
    return size < heap.length ? Float.NEGATIVE_INFINITY : unpack(heap[0]).score();
  }

  /** The kept results, best first; at most k, fewer when fewer were offered. */
  public List<Scored> best() {
    long[] sorted = Arrays.copyOf(heap, size);
    Arrays.sort(sorted);
    return IntStream.range(0, size).mapToObj(i -> unpack(sorted[sorted.length - 1 - i])).toList();
  }

  private static long pack(int ordinal, float score) {
    int bits =
        Float.floatToIntBits(score + 0.0f); // adding 0 turns -0 into 0, which is an equal score
    int sortable = bits ^ ((bits >> 31) & 0x7fffffff);
    return ((long) sortable << 32) | (~ordinal & 0xffffffffL);
  }

  private static Scored unpack(long key) {
    int sortable = (int) (key >> 32);
    int bits = sortable ^ ((sortable >> 31) & 0x7fffffff);
    return new Scored(~(int) key, Float.intBitsToFloat(bits));
  }

  private void siftUp(int start) {
    int child = start;
    long key = heap[child];
    while (child > 0) {
      int parent = (child - 1) >>> 1;
      if (heap[parent] <= key) {
        break;
      }
      heap[child] = heap[parent];
      child = parent;
    }
    heap[child] = key;
  }

  private void siftDown() {
    int parent = 0;
    long key = heap[0];
    for (int child = 1; child < size; child = 2 * parent + 1) {
      if (child + 1 < size && heap[child + 1] < heap[child]) {
        child++;
      }
      if (heap[child] >= key) {
        break;
      }
      heap[parent] = heap[child];
      parent = child;
    }
    heap[parent] = key;
  }
}
