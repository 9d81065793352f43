package io.semblance.index.graph;

import org.apache.lucene.util.NumericUtils;

/**
 * A node and its score in one long, so that greater is closer: the score's bits in order, then the
 * complement of the node (of equals the first is greater), then a mark.
 */
final class Ranked {
  private static final long MARK = 1;

  private Ranked() {}

  static long of(float score, int node) {
    return ((long) NumericUtils.floatToSortableInt(score) << 32)
        | ((long) (Integer.MAX_VALUE - node) << 1);
  }

  static int node(long ranked) {
    return Integer.MAX_VALUE - (int) ((ranked & 0xFFFFFFFFL) >>> 1);
  }

  static float score(long ranked) {
    return NumericUtils.sortableIntToFloat((int) (ranked >> 32));
  }

  static long marked(long ranked) {
    return ranked | MARK;
  }

  static long unmarked(long ranked) {
    return ranked & ~MARK;
  }

  static boolean isMarked(long ranked) {
    return (ranked & MARK) != 0;
  }
}
