package io.semblance.index.graph;

/**
 * Chooses links that lead into different directions: a candidate is kept when it is closer to the
 * node than to every link kept before it (algorithm 4 of Malkov and Yashunin, 2016). One thread at
 * a time.
 */
final class DiverseLinks {
  private static final int AT_ONCE = 4;

  private final RowScores scores;
  private final int[] rowOf;
  private final int[] chosenRows;
  private final int[] group = new int[AT_ONCE];
  private final float[] groupScores = new float[AT_ONCE];

  DiverseLinks(RowScores scores, int[] rowOf, int maxWidth) {
    this.scores = scores;
    this.rowOf = rowOf;
    this.chosenRows = new int[maxWidth];
  }

  /**
   * Gives {@code node} new links in place of those that it had.
   *
   * @param candidates {@code count} of {@link Ranked}, closest first
   * @param most how many links at most
   */
  void choose(LinkLayer layer, int node, long[] candidates, int count, int most) {
    layer.clear(node);
    int chosen = 0;
    for (int i = 0; i < count && chosen < most; i++) {
      int candidate = Ranked.node(candidates[i]);
      float score = Ranked.score(candidates[i]);
      if (candidate != node && isDiverse(rowOf[candidate], score, chosen)) {
        layer.add(node, candidate, score);
        chosenRows[chosen++] = rowOf[candidate];
      }
    }
  }

  private boolean isDiverse(int row, float score, int chosen) {
    for (int from = 0; from < chosen; from += AT_ONCE) {
      int count = Math.min(AT_ONCE, chosen - from);
      System.arraycopy(chosenRows, from, group, 0, count);
      scores.score(row, group, count, groupScores);
      for (int i = 0; i < count; i++) {
        if (groupScores[i] > score) {
          return false;
        }
      }
    }
    return true;
  }
}
