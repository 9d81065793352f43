package io.semblance.index.graph;

import java.util.Arrays;

/**
 * Which rows reach into which layers, and the order in which they enter the graph: rows of higher
 * layers first, otherwise shuffled, both by a hash of the row's number. So every layer holds the
 * first nodes, numbered from 0 without gaps, and the same rows always give the same order.
 *
 * @param rowOf the row of each node
 * @param layerSizes number of nodes in each layer, all of them in layer 0
 */
record NodeOrder(int[] rowOf, int[] layerSizes) {
  private static final int MAX_LAYERS = 32;
  private static final int LAYER_SHIFT = 58;
  private static final long SEED = 0x9E3779B97F4A7C15L;

  static NodeOrder of(int rows, int m) {
    long[] keys = new long[rows];
    int[] sizes = new int[MAX_LAYERS];
    int layers = 0;
    for (int row = 0; row < rows; row++) {
      long hash = hash(row);
      int layer = layer(hash, m);
      layers = Math.max(layers, layer + 1);
      for (int i = 0; i <= layer; i++) {
        sizes[i]++;
      }
      long shuffled = hash(hash) >>> (64 - LAYER_SHIFT + 31) << 31;
      keys[row] = ((long) (MAX_LAYERS - 1 - layer) << LAYER_SHIFT) | shuffled | row;
    }
    Arrays.sort(keys);
    int[] rowOf = new int[rows];
    for (int node = 0; node < rows; node++) {
      rowOf[node] = (int) (keys[node] & Integer.MAX_VALUE);
    }
    putFirst(rowOf, sizes[layers - 1]);
    return new NodeOrder(rowOf, Arrays.copyOf(sizes, layers));
  }

  /** Lucene enters a graph at the lowest row of the highest layer: makes that node 0. */
  private static void putFirst(int[] rowOf, int highest) {
    int lowest = 0;
    for (int node = 1; node < highest; node++) {
      lowest = rowOf[node] < rowOf[lowest] ? node : lowest;
    }
    int row = rowOf[0];
    rowOf[0] = rowOf[lowest];
    rowOf[lowest] = row;
  }

  /** Exponentially rarer layers, each with one node in {@code m} of the one below. */
  private static int layer(long hash, int m) {
    double uniform = ((hash >>> 11) + 1) * 0x1p-53;
    return Math.min(MAX_LAYERS - 1, (int) (-Math.log(uniform) / Math.log(m)));
  }

  /** The finalizer of SplitMix64 (Steele, Lea and Flood, 2014). */
  private static long hash(long value) {
    long mixed = value + SEED;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** The highest layer that holds a node. */
  int topLayer(int node) {
    int layer = 0;
    while (layer + 1 < layerSizes.length && node < layerSizes[layer + 1]) {
      layer++;
    }
    return layer;
  }
}
