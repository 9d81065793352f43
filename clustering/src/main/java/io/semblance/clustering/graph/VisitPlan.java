package io.semblance.clustering.graph;

import java.util.Arrays;

/**
 * Foretells how many of its nearest cells each row must be compared with: two rows meet when the
 * cell of either is among the nearest of the other, and where the true neighbours of a sample stand
 * is known.
 */
final class VisitPlan {
  private final int[] needed;

  private VisitPlan(int[] needed) {
    this.needed = needed;
  }

  /**
   * Looks where true neighbours stand.
   *
   * @param sampled neighbours of a sample that is not the one that recall is measured on
   */
  static VisitPlan of(Cells cells, SampledNeighbors sampled) {
    int pairs = 0;
    for (int at = 0; at < sampled.sample().length; at++) {
      pairs += sampled.count(at);
    }
    int[] one = new int[pairs];
    int[] other = new int[pairs];
    int next = 0;
    for (int at = 0; at < sampled.sample().length; at++) {
      for (int rank = 0; rank < sampled.count(at); rank++) {
        one[next] = sampled.sample()[at];
        other[next++] = sampled.truth().neighbor(at, rank);
      }
    }
    int[] visitsOfOne = cells.ranks(one, cells.nearest(other, 1));
    int[] visitsOfOther = cells.ranks(other, cells.nearest(one, 1));
    int[] needed = new int[pairs];
    Arrays.setAll(needed, pair -> 1 + Math.min(visitsOfOne[pair], visitsOfOther[pair]));
    Arrays.sort(needed);
    return new VisitPlan(needed);
  }

  /** The least number of visits by which a share of the true neighbours is met. */
  int visits(double share) {
    int at = (int) Math.ceil(Math.min(1, share) * needed.length) - 1;
    return needed.length == 0 ? 1 : needed[Math.max(0, at)];
  }
}
