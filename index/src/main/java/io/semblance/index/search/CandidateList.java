package io.semblance.index.search;

import io.semblance.index.Scan;
import io.semblance.index.SearchResult.Total;
import io.semblance.index.filter.FacetRequest;
import io.semblance.index.filter.FacetResult;
import java.util.List;

/**
 * The one ranking that pages are cut from and that totals and facets are counted over.
 *
 * @param ranked best first
 * @param total how many documents it has, or would have
 * @param scan how vectors were compared
 */
record CandidateList(List<Candidate> ranked, Total total, Scan scan) {
  CandidateList {
    ranked = List.copyOf(ranked);
  }

  int size() {
    return ranked.size();
  }

  List<FacetResult> facets(SearchContext context, List<FacetRequest> requests) {
    return List.of();
  }
}
