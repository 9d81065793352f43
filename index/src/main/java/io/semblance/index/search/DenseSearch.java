package io.semblance.index.search;

import io.semblance.index.Scan;
import io.semblance.index.VectorPrecision;
import io.semblance.index.block.BlockLayout;
import io.semblance.index.block.StoredDocument;
import io.semblance.index.block.VectorFunction;
import io.semblance.index.rank.Candidate;
import io.semblance.vectors.TopK;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.join.DiversifyingChildrenFloatKnnVectorQuery;
import org.apache.lucene.search.join.ToChildBlockJoinQuery;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.apache.lucene.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the documents whose passages are closest to a vector, in one view. A document counts as its
 * closest passage.
 */
final class DenseSearch {
  /**
   * Below this many vectors comparing all of them is as fast as walking the graph, and misses
   * nothing.
   */
  static final int EXACT_BELOW = 20_000;

  /** Filters that keep less than this percentage are walked by the filter-aware graph search. */
  private static final KnnSearchStrategy FILTER_AWARE = new KnnSearchStrategy.Hnsw(60);

  private static final int MIN_EF = 100;

  private final SearchContext context;
  private final IndexSearcher searcher;
  private final float[] query;
  private final @Nullable Query filter;

  /**
   * Prepares a search.
   *
   * @param query as {@link VectorFunction#prepare} leaves it
   * @param filter documents that may be found; null for all
   */
  DenseSearch(SearchContext context, float[] query, @Nullable Query filter) {
    this.context = context;
    this.searcher = context.searcher();
    this.query = query;
    this.filter = filter;
  }

  /** Which way {@link Scan#AUTO} takes. */
  static Scan resolve(Scan wanted, long vectors) {
    if (wanted != Scan.AUTO) {
      return wanted;
    }
    return vectors < EXACT_BELOW ? Scan.EXACT : Scan.GRAPH;
  }

  /**
   * The closest documents, best first; scores are similarities as people see them.
   *
   * @param ef width of the walk through the graph if that is more than {@code count}
   */
  List<Candidate> top(int count, Scan scan, int ef) throws IOException {
    int possible = Math.min(count, Math.max(1, searcher.getIndexReader().maxDoc()));
    return scan == Scan.EXACT ? exact(possible) : graph(possible, ef);
  }

  private List<Candidate> graph(int count, int ef) throws IOException {
    // In Lucene k is the width of the walk too.
    int width = Math.max(Math.max(ef, MIN_EF), oversampled(count));
    TopDocs found = searcher.search(knn(width), oversampled(count));
    TopK best = new TopK(count);
    for (ScoreDoc hit : found.scoreDocs) {
      StoredDocument document = documentOf(hit.doc);
      best.offer(document.ordinal(), similarity(document, hit.score));
    }
    return ranked(best);
  }

  private float similarity(StoredDocument document, float graphScore) throws IOException {
    if (context.schema().precision() == VectorPrecision.FLOAT32) {
      return (float) context.function().similarity(graphScore);
    }
    Wanted near = new Wanted.Near(query, Set.of());
    Double exact = new PassageScores(context.withWanted(near)).best(document);
    return exact == null ? Float.NaN : exact.floatValue();
  }

  private int oversampled(int count) {
    return switch (context.schema().precision()) {
      case FLOAT32 -> count;
      case INT8 -> 2 * count;
      case INT4 -> 3 * count;
      case BIT1 -> 10 * count;
    };
  }

  private Query knn(int width) throws IOException {
    Query passages = filter == null ? null : new ToChildBlockJoinQuery(filter, context.blockEnds());
    return BlockLayout.hasSinglePassagesOnly(searcher.getIndexReader())
        ? new KnnFloatVectorQuery(BlockLayout.VECTOR, query, width, passages, FILTER_AWARE)
        : new DiversifyingChildrenFloatKnnVectorQuery(
            BlockLayout.VECTOR, query, passages, width, context.blockEnds(), FILTER_AWARE);
  }

  private StoredDocument documentOf(int passage) throws IOException {
    StoredDocument child = StoredDocument.at(searcher.getIndexReader(), passage);
    BitSet ends = context.blockEnds().getBitSet(child.leaf());
    return new StoredDocument(child.leaf(), ends.nextSetBit(child.doc()));
  }

  private List<Candidate> exact(int count) throws IOException {
    TopK best = new TopK(count);
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      new ExactLeafScan(context, leaf, query, filter).into(best);
    }
    return ranked(best);
  }

  private static List<Candidate> ranked(TopK best) {
    return best.best().stream()
        .map(scored -> new Candidate(scored.ordinal(), scored.score()))
        .toList();
  }
}
