package io.semblance.clustering.kmeans;

/**
 * Items in the order of their clusters, ascending inside each.
 *
 * @param items {@code int[items]}
 * @param starts {@code int[clusters + 1]}: cluster c's items are from {@code starts[c]} to {@code
 *     starts[c + 1] - 1}
 */
record Members(int[] items, int[] starts) {
  static Members of(int[] labels, int clusters) {
    int[] starts = new int[clusters + 1];
    for (int label : labels) {
      starts[label + 1]++;
    }
    for (int cluster = 0; cluster < clusters; cluster++) {
      starts[cluster + 1] += starts[cluster];
    }
    int[] next = starts.clone();
    int[] items = new int[labels.length];
    for (int item = 0; item < labels.length; item++) {
      items[next[labels[item]]++] = item;
    }
    return new Members(items, starts);
  }
}
