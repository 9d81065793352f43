package io.semblance.index;

import java.util.List;

/**
 * What an {@link IndexReport} measures.
 *
 * @param queries how many stored vectors are drawn as queries, if none are given
 * @param k how many documents each search finds
 * @param efSearch widths of the walk through the graph to try
 * @param precisions that the collection does not have, to be built for the report and removed
 *     afterwards; each takes as much disk and time as building the collection's index
 * @param seed of the draw
 */
public record IndexReportOptions(
    int queries, int k, List<Integer> efSearch, List<VectorPrecision> precisions, long seed) {
  /** A thousand queries, ten hits, the collection as it is. */
  public static final IndexReportOptions DEFAULT =
      new IndexReportOptions(1000, 10, List.of(10, 50, 100, 200, 500), List.of(), 1);

  public IndexReportOptions {
    efSearch = List.copyOf(efSearch);
    precisions = List.copyOf(precisions);
    Limits.require("queries", queries, 1, 100_000);
    Limits.require("k", k, 1, Page.MAX_LIMIT - 1);
    efSearch.forEach(ef -> Limits.require("ef_search", ef, 1, SearchDepth.MAX));
  }

  public IndexReportOptions withQueries(int other) {
    return new IndexReportOptions(other, k, efSearch, precisions, seed);
  }

  public IndexReportOptions withK(int other) {
    return new IndexReportOptions(queries, other, efSearch, precisions, seed);
  }

  public IndexReportOptions withEfSearch(List<Integer> other) {
    return new IndexReportOptions(queries, k, other, precisions, seed);
  }

  public IndexReportOptions withPrecisions(List<VectorPrecision> other) {
    return new IndexReportOptions(queries, k, efSearch, other, seed);
  }
}
