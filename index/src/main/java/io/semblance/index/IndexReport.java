package io.semblance.index;

import java.time.Duration;
import java.util.List;

/**
 * How good and how fast the graph of a collection is on its own vectors. Searches run one after the
 * other, as they do for users, from a vector to documents.
 *
 * @param documents that the collection has
 * @param passages of those
 * @param dimension of the vectors
 * @param queries how many were asked
 * @param k how many documents each search found
 * @param given whether the queries were given; if not, they are stored vectors, and a query's own
 *     document does not count
 * @param rows the exact scan first, then graphs
 */
public record IndexReport(
    long documents,
    long passages,
    int dimension,
    int queries,
    int k,
    boolean given,
    List<Row> rows) {
  public IndexReport {
    rows = List.copyOf(rows);
  }

  /**
   * One way to search.
   *
   * @param precision of the vectors that are compared first
   * @param scan exact or through the graph
   * @param efSearch width of the walk through the graph; 0 for the exact scan
   * @param recall share of the k closest documents that were found; documents as close as the last
   *     of these count as such
   * @param median of the time of a search
   * @param p95 95 of 100 searches took no longer
   * @param segments that were searched one after the other
   * @param bytes of vectors and graph that searches read
   * @param build time that building the index took; zero for the collection's own
   */
  public record Row(
      VectorPrecision precision,
      Scan scan,
      int efSearch,
      double recall,
      Duration median,
      Duration p95,
      int segments,
      long bytes,
      Duration build) {}
}
