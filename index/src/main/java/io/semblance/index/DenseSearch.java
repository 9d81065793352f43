package io.semblance.index;

import io.semblance.vectors.TopK;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/** Finds the documents whose vectors are closest to a query's, in one snapshot of an index. */
final class DenseSearch {
  /**
   * Below this many documents comparing all vectors is as fast as walking the graph, and misses
   * nothing.
   */
  static final int EXACT_BELOW = 20_000;

  /** Filters that keep less than this percentage are walked by the filter-aware graph search. */
  private static final int FILTERED_SEARCH_PERCENT = 60;

  private static final int MIN_EF_SEARCH = 100;

  private final IndexSearcher searcher;
  private final VectorFunction function;
  private final float[] query;

  DenseSearch(IndexSearcher searcher, VectorFunction function, float[] query) {
    this.searcher = searcher;
    this.function = function;
    this.query = function.prepare(query);
  }

  /** Which way {@link Scan#AUTO} takes. */
  static Scan resolve(Scan wanted, int documents) {
    if (wanted != Scan.AUTO) {
      return wanted;
    }
    return documents < EXACT_BELOW ? Scan.EXACT : Scan.GRAPH;
  }

  /** The closest documents, best first; scores are similarities as people see them. */
  List<RankedDocument> top(int count, Scan scan) throws IOException {
    return scan == Scan.EXACT ? exact(count) : graph(count);
  }

  private List<RankedDocument> graph(int count) throws IOException {
    // In Lucene k is efSearch too: the width of the walk, so it is asked for generously and cut
    // afterwards.
    KnnFloatVectorQuery knn =
        new KnnFloatVectorQuery(
            DocumentFields.VECTOR,
            query,
            Math.max(MIN_EF_SEARCH, 4 * count),
            null,
            new KnnSearchStrategy.Hnsw(FILTERED_SEARCH_PERCENT));
    return Arrays.stream(searcher.search(knn, count).scoreDocs)
        .map(hit -> new RankedDocument(hit.doc, function.similarity(hit.score)))
        .toList();
  }

  private List<RankedDocument> exact(int count) throws IOException {
    TopK best = new TopK(count);
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      VectorScorer scorer = scorer(leaf);
      if (scorer != null) {
        scan(leaf, scorer, best);
      }
    }
    return best.best().stream()
        .map(scored -> new RankedDocument(scored.ordinal(), function.similarity(scored.score())))
        .toList();
  }

  private static void scan(LeafReaderContext leaf, VectorScorer scorer, TopK best)
      throws IOException {
    Bits live = leaf.reader().getLiveDocs();
    DocIdSetIterator documents = scorer.iterator();
    for (int doc = documents.nextDoc();
        doc != DocIdSetIterator.NO_MORE_DOCS;
        doc = documents.nextDoc()) {
      if (live == null || live.get(doc)) {
        best.offer(leaf.docBase + doc, scorer.score());
      }
    }
  }

  /** Similarity of one document's vector to the query. */
  double similarity(int ordinal) throws IOException {
    List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
    LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(ordinal, leaves));
    VectorScorer scorer = scorer(leaf);
    int doc = ordinal - leaf.docBase;
    if (scorer == null || scorer.iterator().advance(doc) != doc) {
      throw new IllegalStateException("document " + ordinal + " has no vector");
    }
    return function.similarity(scorer.score());
  }

  private @Nullable VectorScorer scorer(LeafReaderContext leaf) throws IOException {
    FloatVectorValues values = leaf.reader().getFloatVectorValues(DocumentFields.VECTOR);
    return values == null ? null : values.scorer(query);
  }
}
