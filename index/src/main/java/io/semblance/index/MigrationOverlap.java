package io.semblance.index;

import java.time.Instant;
import java.util.List;

/**
 * How much two models agree on what is found. High overlap says that little changes for people who
 * search; low overlap says nothing about which model is better.
 *
 * @param made when
 * @param documents that the new collection had then
 * @param queries how many were asked
 * @param k how many hits of each are compared
 * @param mean of the share of hits that both found, over all queries
 * @param median of it
 * @param sameFirst share of queries whose first hit is the same
 * @param worst queries that differ most, at most five
 */
public record MigrationOverlap(
    Instant made,
    long documents,
    int queries,
    int k,
    double mean,
    double median,
    double sameFirst,
    List<QueryOverlap> worst) {
  public MigrationOverlap {
    worst = List.copyOf(worst);
  }

  /**
   * One query.
   *
   * @param overlap share of hits that both found, 0 to 1
   * @param before ids found in the old collection, best first
   * @param after ids found in the new one
   */
  public record QueryOverlap(
      String query, double overlap, List<String> before, List<String> after) {
    public QueryOverlap {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }
  }
}
