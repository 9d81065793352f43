package io.semblance.index.clusters;

import java.util.List;

/**
 * What became of clusters from one clustering to the next.
 *
 * @param kind what happened
 * @param before stable ids of the earlier clusters, ascending
 * @param after stable ids of the later clusters, ascending
 */
public record ClusterEvent(Kind kind, List<Integer> before, List<Integer> after) {
  /** What can happen to a cluster. */
  public enum Kind {
    /** It is still there. */
    KEPT,
    /** It became several. */
    SPLIT,
    /** Several became one. */
    MERGED,
    /** It is new. */
    BORN,
    /** It is no longer there. */
    GONE
  }

  public ClusterEvent {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }
}
