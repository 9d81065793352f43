package io.semblance.clustering.topics;

import java.util.List;

/**
 * Which clusters of a run are those of the run before. Only items that are in both runs are
 * compared, so a collection may have grown or shrunk in between. A cluster keeps the stable id and
 * the name of the earlier one with which it has a Jaccard index of members of at least {@link
 * #KEPT}; others get new ids.
 *
 * @param events kept, split, merged, born and gone, in this order, each by stable id; every cluster
 *     of both runs is in at least one
 * @param now the later run under its stable ids and names
 */
public record Lineage(List<LineageEvent> events, Generation now) {
  /** The lowest Jaccard index that makes two clusters the same. */
  public static final double KEPT = 0.5;

  public Lineage {
    events = List.copyOf(events);
  }

  /**
   * Follows clusters from one run to the next.
   *
   * @param now the later run, as {@link Generation#first} makes it; its ids are replaced
   */
  public static Lineage between(Generation before, Generation now) {
    return new LineageSearch(before, now).lineage();
  }
}
