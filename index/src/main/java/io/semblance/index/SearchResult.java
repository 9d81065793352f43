package io.semblance.index;

import io.semblance.index.filter.FacetResult;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a search found and how.
 *
 * @param hits one page, best first, equal scores by id ascending
 * @param total how many documents the whole ranking has; the same on every page
 * @param facets one for each that was asked for, over the whole ranking; the same on every page
 * @param nextCursor asks for the page after this one; null on the last
 * @param scan {@link Scan#EXACT} or {@link Scan#GRAPH}, whichever was used for vectors
 * @param documents how many documents the collection has
 * @param encoding time spent on encoding the query, zero in lexical mode
 * @param searching time spent in the index
 */
public record SearchResult(
    List<SearchHit> hits,
    Total total,
    List<FacetResult> facets,
    @Nullable String nextCursor,
    Scan scan,
    int documents,
    Duration encoding,
    Duration searching) {
  public SearchResult {
    hits = List.copyOf(hits);
    facets = List.copyOf(facets);
  }

  /**
   * A number of documents.
   *
   * @param value at least so many match
   * @param exact whether no more match; a component that was cut at its candidates may have more
   */
  public record Total(long value, boolean exact) {}
}
