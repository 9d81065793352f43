package io.semblance.clustering.topics;

import java.util.List;

/** What became of clusters from one run to the next; all clusters are named by stable ids. */
public sealed interface LineageEvent {
  /**
   * A cluster stayed what it was.
   *
   * @param overlap Jaccard index of its members then and now, in [0.5, 1]
   */
  record Kept(int id, double overlap) implements LineageEvent {}

  /**
   * A cluster came apart: most members of each part were its members.
   *
   * @param parts at least two, rising; {@code id} itself when one part is similar enough to keep it
   */
  record Split(int id, List<Integer> parts) implements LineageEvent {
    public Split {
      parts = List.copyOf(parts);
    }
  }

  /**
   * Clusters became one: most members of each went into it.
   *
   * @param sources at least two, rising; {@code id} itself when it is similar enough to one of them
   */
  record Merged(List<Integer> sources, int id) implements LineageEvent {
    public Merged {
      sources = List.copyOf(sources);
    }
  }

  /** A cluster that is like none before, nor part or union of such. */
  record Born(int id) implements LineageEvent {}

  /** A cluster whose members went in many ways, or away. */
  record Gone(int id) implements LineageEvent {}
}
