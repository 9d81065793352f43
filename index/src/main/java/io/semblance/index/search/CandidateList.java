package io.semblance.index.search;

import io.semblance.index.Scan;
import io.semblance.index.SearchResult.Total;
import io.semblance.index.field.FacetCounter;
import io.semblance.index.field.SortedDocuments;
import io.semblance.index.filter.FacetRequest;
import io.semblance.index.filter.FacetResult;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/**
 * The one ranking that pages are cut from and that totals and facets are counted over.
 *
 * @param ranked best first
 * @param total how many documents it has, or would have
 * @param scan how vectors were compared
 * @param counted what facets are counted over; null for {@code ranked}
 */
record CandidateList(List<RankedDocument> ranked, Total total, Scan scan, @Nullable Query counted) {
  CandidateList {
    ranked = List.copyOf(ranked);
  }

  int size() {
    return ranked.size();
  }

  List<FacetResult> facets(SearchContext context) throws IOException {
    List<FacetRequest> requests = context.request().shown().facets();
    if (requests.isEmpty()) {
      return List.of();
    }
    int[] documents =
        counted == null
            ? ranked.stream().mapToInt(RankedDocument::ordinal).sorted().toArray()
            : matches(context, counted);
    return new FacetCounter(context.reader(), context.fields())
        .count(requests, new SortedDocuments(documents));
  }

  private static int[] matches(SearchContext context, Query query) throws IOException {
    IntStream.Builder documents = IntStream.builder();
    for (LeafReaderContext leaf : context.reader().leaves()) {
      AcceptedDocuments accepted = AcceptedDocuments.of(context.searcher(), leaf, query);
      for (int doc = accepted.next(0);
          doc != DocIdSetIterator.NO_MORE_DOCS;
          doc = accepted.next(doc + 1)) {
        documents.add(leaf.docBase + doc);
      }
    }
    return documents.build().toArray();
  }
}
