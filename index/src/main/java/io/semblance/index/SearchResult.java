package io.semblance.index;

import java.time.Duration;
import java.util.List;

/**
 * What a search found and how.
 *
 * @param hits best first, equal scores by id ascending
 * @param scan {@link Scan#EXACT} or {@link Scan#GRAPH}, whichever was used for vectors
 * @param documents how many documents were searched
 * @param encoding time spent on encoding the query, zero in lexical mode
 * @param searching time spent in the index
 */
public record SearchResult(
    List<SearchHit> hits, Scan scan, int documents, Duration encoding, Duration searching) {
  public SearchResult {
    hits = List.copyOf(hits);
  }
}
