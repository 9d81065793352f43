package io.semblance.index.search;

import io.semblance.error.SemblanceException;
import io.semblance.index.block.BlockLayout;
import io.semblance.index.rank.Candidate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.util.QueryBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Finds documents by their words: any word of the query may match, BM25 ranks. A query has no
 * syntax.
 */
final class LexicalSearch {
  static final Found NOTHING = new Found(List.of(), 0);

  private final IndexSearcher searcher;
  private final @Nullable Query words;

  /**
   * Prepares a search.
   *
   * @param filter documents that may be found; null for all
   */
  LexicalSearch(IndexSearcher searcher, Analyzer analyzer, String text, @Nullable Query filter) {
    this.searcher = searcher;
    this.words = filtered(parse(analyzer, text), filter);
  }

  /**
   * What was found.
   *
   * @param top the best, best first; scores are BM25
   * @param matches how many documents hold a word of the query
   */
  record Found(List<Candidate> top, int matches) {}

  /** The best documents; a query of stop words only finds nothing. */
  Found top(int count) throws IOException {
    if (words == null) {
      return NOTHING;
    }
    TopDocs found =
        searcher.search(words, new TopScoreDocCollectorManager(count, null, Integer.MAX_VALUE));
    List<Candidate> top = new ArrayList<>(found.scoreDocs.length);
    for (ScoreDoc hit : found.scoreDocs) {
      top.add(new Candidate(hit.doc, hit.score));
    }
    return new Found(top, Math.toIntExact(found.totalHits.value()));
  }

  /** The query, to be counted or explained; null when it has no words. */
  @Nullable Query words() {
    return words;
  }

  private static @Nullable Query filtered(@Nullable Query words, @Nullable Query filter) {
    if (words == null || filter == null) {
      return words;
    }
    return new BooleanQuery.Builder()
        .add(words, BooleanClause.Occur.MUST)
        .add(filter, BooleanClause.Occur.FILTER)
        .build();
  }

  private static @Nullable Query parse(Analyzer analyzer, String text) {
    try {
      return new QueryBuilder(analyzer).createBooleanQuery(BlockLayout.BODY, text);
    } catch (IndexSearcher.TooManyClauses e) {
      throw SemblanceException.invalid(
          "a lexical query must have at most " + IndexSearcher.getMaxClauseCount() + " words");
    }
  }
}
