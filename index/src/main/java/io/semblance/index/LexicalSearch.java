package io.semblance.index;

import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.QueryBuilder;

/**
 * Finds documents by their words: any word of the query may match, BM25 ranks. A query has no
 * syntax.
 */
final class LexicalSearch {
  private final IndexSearcher searcher;

  LexicalSearch(IndexSearcher searcher) {
    this.searcher = searcher;
  }

  /** The best documents, best first; scores are BM25. A query of stop words only finds nothing. */
  List<RankedDocument> top(String query, int count) throws IOException {
    Query words = parse(query);
    if (words == null) {
      return List.of();
    }
    return Arrays.stream(searcher.search(words, count).scoreDocs)
        .map(hit -> new RankedDocument(hit.doc, hit.score))
        .toList();
  }

  private static Query parse(String query) {
    try {
      return new QueryBuilder(WriterSettings.analyzer())
          .createBooleanQuery(DocumentFields.BODY, query);
    } catch (IndexSearcher.TooManyClauses e) {
      throw SemblanceException.invalid(
          "a lexical query must have at most " + IndexSearcher.getMaxClauseCount() + " words");
    }
  }
}
