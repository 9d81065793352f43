package io.semblance.index.graph;

/**
 * The links of one layer of a graph: for each node at most {@link #width} others, with their
 * scores. Nodes are numbered from 0 without gaps. Different nodes may be written by different
 * threads.
 */
final class LinkLayer {
  private static final int PAGE_BITS = 10;
  private static final int PAGE = 1 << PAGE_BITS;

  private final int width;
  private final int size;
  private final int[] counts;
  private final int[][] nodes;
  private final float[][] scores;

  /**
   * Makes a layer without links.
   *
   * @param size number of nodes
   * @param width most links of a node
   */
  LinkLayer(int size, int width) {
    this.size = size;
    this.width = width;
    this.counts = new int[size];
    int pages = (size + PAGE - 1) >>> PAGE_BITS;
    this.nodes = new int[pages][];
    this.scores = new float[pages][];
    for (int page = 0; page < pages; page++) {
      int onPage = Math.min(PAGE, size - (page << PAGE_BITS));
      nodes[page] = new int[onPage * width];
      scores[page] = new float[onPage * width];
    }
  }

  int size() {
    return size;
  }

  int width() {
    return width;
  }

  int count(int node) {
    return counts[node];
  }

  boolean hasRoom(int node) {
    return counts[node] < width;
  }

  /** The array that holds a node's links, from {@link #start} on; not to be written. */
  int[] page(int node) {
    return nodes[node >>> PAGE_BITS];
  }

  /** Where a node's links begin in its {@link #page}. */
  int start(int node) {
    return (node & (PAGE - 1)) * width;
  }

  int link(int node, int i) {
    return page(node)[start(node) + i];
  }

  float score(int node, int i) {
    return scores[node >>> PAGE_BITS][start(node) + i];
  }

  /** Adds a link to a node that has room. */
  void add(int node, int link, float score) {
    int at = start(node) + counts[node]++;
    page(node)[at] = link;
    scores[node >>> PAGE_BITS][at] = score;
  }

  void clear(int node) {
    counts[node] = 0;
  }
}
