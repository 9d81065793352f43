package io.semblance.clustering.graph;

import io.semblance.clustering.KnnGraph;
import java.util.Arrays;

/**
 * The k best neighbours of each row that were offered so far: highest cosine first, then lowest
 * number. What is kept does not depend on the order of the offers, nor on offers that are made
 * twice. Safe for many threads, which meet at a lock of few rows.
 *
 * <p>A cosine and its neighbour are one {@code long} that sorts like the pair; each row has a
 * binary heap of them with the worst at its root.
 */
final class NeighborHeaps {
  private static final long NOTHING = Long.MIN_VALUE;
  private static final int LOCKS = 1 << 10;

  private final int rows;
  private final int k;
  private final long[] keys;
  private final float[] floors;
  private final Object[] locks;

  NeighborHeaps(int rows, int k) {
    this.rows = rows;
    this.k = k;
    this.keys = new long[Math.multiplyExact(rows, k)];
    this.floors = new float[rows];
    this.locks = new Object[Math.min(LOCKS, rows)];
    Arrays.fill(keys, NOTHING);
    Arrays.fill(floors, Float.NEGATIVE_INFINITY);
    Arrays.setAll(locks, lock -> new Object());
  }

  /** Below this cosine an offer is certainly in vain; never falls. */
  float floor(int row) {
    return floors[row];
  }

  /** Keeps a neighbour when it is among the best; it may have been offered before. */
  void offer(int row, int neighbor, float cosine) {
    offer(row, neighbor, cosine, false);
  }

  /** Keeps a neighbour that was never offered before when it is among the best. */
  void offerNew(int row, int neighbor, float cosine) {
    offer(row, neighbor, cosine, true);
  }

  private void offer(int row, int neighbor, float cosine, boolean isNew) {
    if (cosine < floors[row]) {
      return;
    }
    long key = key(neighbor, cosine);
    synchronized (locks[row % locks.length]) {
      int root = row * k;
      if (key > keys[root] && (isNew || !contains(root, key))) {
        siftDown(root, key);
        floors[row] = keys[root] == NOTHING ? Float.NEGATIVE_INFINITY : cosine(keys[root]);
      }
    }
  }

  private boolean contains(int root, long key) {
    for (int at = root; at < root + k; at++) {
      if (keys[at] == key) {
        return true;
      }
    }
    return false;
  }

  private void siftDown(int root, long key) {
    int parent = 0;
    for (int child = 1; child < k; child = 2 * parent + 1) {
      if (child + 1 < k && keys[root + child + 1] < keys[root + child]) {
        child++;
      }
      if (keys[root + child] >= key) {
        break;
      }
      keys[root + parent] = keys[root + child];
      parent = child;
    }
    keys[root + parent] = key;
  }

  static long key(int neighbor, float cosine) {
    int bits = Float.floatToIntBits(cosine + 0.0f); // adding 0 makes -0 equal to 0
    int sortable = bits ^ ((bits >> 31) & 0x7fffffff);
    return ((long) sortable << 32) | (~neighbor & 0xffffffffL);
  }

  private static float cosine(long key) {
    int sortable = (int) (key >> 32);
    return Float.intBitsToFloat(sortable ^ ((sortable >> 31) & 0x7fffffff));
  }

  /** What is kept now, best first. */
  KnnGraph graph() {
    int[] neighbors = new int[keys.length];
    float[] cosines = new float[keys.length];
    long[] sorted = new long[k];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(keys, row * k, sorted, 0, k);
      Arrays.sort(sorted);
      for (int rank = 0; rank < k; rank++) {
        long key = sorted[k - 1 - rank];
        neighbors[row * k + rank] = key == NOTHING ? -1 : ~(int) key;
        cosines[row * k + rank] = key == NOTHING ? 0 : cosine(key);
      }
    }
    return new KnnGraph(rows, k, neighbors, cosines);
  }
}
