package io.semblance.index;

/**
 * How far a search looks. Each component, dense and lexical, finds its best {@code candidates}
 * documents among those that pass the filter; these together are the one list that is ranked,
 * paged, counted and faceted, so that totals and facets are the same on every page.
 *
 * @param candidates how many documents each component finds, at most {@value #MAX}; 0 for {@value
 *     #LEAST}, or four pages if that is more
 * @param scan how vectors are compared
 * @param efSearch width of the walk through the graph, at most {@value #MAX}; more finds more and
 *     takes longer; 0 for a good default
 */
public record SearchDepth(int candidates, Scan scan, int efSearch) {
  /** As far as is good for most. */
  public static final SearchDepth DEFAULT = new SearchDepth(0, Scan.AUTO, 0);

  /** Every vector is compared. */
  public static final SearchDepth EXACT = new SearchDepth(0, Scan.EXACT, 0);

  /** Largest allowed value of {@code candidates} and {@code efSearch}. */
  public static final int MAX = 10_000;

  /** Least number of candidates where none is asked for. */
  public static final int LEAST = 100;

  public SearchDepth {
    Limits.require("candidates", candidates, 0, MAX);
    Limits.require("ef_search", efSearch, 0, MAX);
  }

  /** Default depth, with one way to compare vectors. */
  public static SearchDepth of(Scan scan) {
    return new SearchDepth(0, scan, 0);
  }

  public SearchDepth withCandidates(int other) {
    return new SearchDepth(other, scan, efSearch);
  }

  /** How many documents each component finds for pages of this length. */
  public int candidatesFor(int limit) {
    return candidates == 0 ? Math.max(LEAST, 4 * limit) : Math.max(candidates, limit);
  }
}
