package io.semblance.index.graph;

import org.apache.lucene.util.FixedBitSet;

/**
 * Makes every node of a layer reachable from node 0, where searches come from. Pruning can cut
 * nodes off, among many equal vectors above all. One thread at a time.
 */
final class Reachability {
  private final LinkLayer layer;
  private final FixedBitSet reached;
  private final int[] pending;
  private final int[] roomy;
  private int roomyCount;

  /** Finds who can be reached. */
  Reachability(LinkLayer layer) {
    this.layer = layer;
    this.reached = new FixedBitSet(layer.size());
    this.pending = new int[layer.size()];
    this.roomy = new int[layer.size()];
    reach(0);
  }

  private void reach(int start) {
    int count = 0;
    reached.set(start);
    pending[count++] = start;
    while (count > 0) {
      int node = pending[--count];
      roomy[roomyCount++] = node; // until found full
      for (int i = 0; i < layer.count(node); i++) {
        int link = layer.link(node, i);
        if (!reached.getAndSet(link)) {
          pending[count++] = link;
        }
      }
    }
  }

  /** The first node from {@code node} on that cannot be reached, or the number of nodes. */
  int nextCutOff(int node) {
    int next = node;
    while (next < layer.size() && reached.get(next)) {
      next++;
    }
    return next;
  }

  /**
   * Links to a node that cannot be reached: from the first of {@code found} that has room, else
   * from any node that has. Where none has, the node stays cut off.
   *
   * @param found {@code count} of {@link Ranked}, closest to the node first
   */
  void attach(int node, long[] found, int count) {
    for (int i = 0; i < count; i++) {
      int close = Ranked.node(found[i]);
      if (reached.get(close) && layer.hasRoom(close)) {
        attach(node, close, Ranked.score(found[i]));
        return;
      }
    }
    while (roomyCount > 0 && !layer.hasRoom(roomy[roomyCount - 1])) {
      roomyCount--;
    }
    if (roomyCount > 0) {
      attach(node, roomy[roomyCount - 1], Float.NEGATIVE_INFINITY);
    }
  }

  private void attach(int node, int from, float score) {
    layer.add(from, node, score);
    reach(node);
  }
}
