package io.semblance.index;

import io.semblance.index.RankFusion.Fused;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.search.IndexSearcher;
import org.jspecify.annotations.Nullable;

/** One search in one unchanging view of a collection. */
final class Snapshot {
  private static final int MIN_FUSION_DEPTH = 100;
  private static final Comparator<SearchHit> BEST_FIRST =
      Comparator.comparingDouble(SearchHit::score)
          .reversed()
          .thenComparing(hit -> hit.document().id());

  private final IndexSearcher searcher;
  private final SearchRequest request;
  private final @Nullable DenseSearch dense;

  /**
   * Prepares a search.
   *
   * @param dense looks for vectors; null in lexical mode
   */
  Snapshot(IndexSearcher searcher, SearchRequest request, @Nullable DenseSearch dense) {
    this.searcher = searcher;
    this.request = request;
    this.dense = dense;
  }

  List<SearchHit> hits(Scan scan) throws IOException {
    List<Fused> found =
        switch (request.mode()) {
          case DENSE -> RankFusion.fuse(denseTop(request.k(), scan), List.of());
          case LEXICAL -> RankFusion.fuse(List.of(), lexicalTop(request.k()));
          case HYBRID -> {
            int depth = Math.max(MIN_FUSION_DEPTH, 4 * request.k());
            yield RankFusion.fuse(denseTop(depth, scan), lexicalTop(depth));
          }
        };
    List<Fused> best =
        found.stream()
            .sorted(
                Comparator.comparingDouble(Fused::score).reversed().thenComparing(Fused::ordinal))
            .limit(request.k())
            .toList();
    return ranked(best);
  }

  private List<RankedDocument> denseTop(int count, Scan scan) throws IOException {
    return dense == null
        ? List.of()
        : dense.top(Math.min(count, searcher.getIndexReader().maxDoc()), scan);
  }

  private List<RankedDocument> lexicalTop(int count) throws IOException {
    return new LexicalSearch(searcher).top(request.query(), count);
  }

  private List<SearchHit> ranked(List<Fused> best) throws IOException {
    List<SearchHit> hits = new ArrayList<>();
    for (Fused fused : best) {
      hits.add(hit(fused));
    }
    hits.sort(BEST_FIRST);
    for (int i = 0; i < hits.size(); i++) {
      SearchHit hit = hits.get(i);
      hits.set(i, new SearchHit(i + 1, hit.score(), hit.parts(), hit.document()));
    }
    return hits;
  }

  private SearchHit hit(Fused fused) throws IOException {
    Double similarity = fused.similarity();
    if (similarity == null && dense != null) {
      similarity = dense.similarity(fused.ordinal());
    }
    SourceDocument document =
        DocumentFields.fromLucene(
            searcher.storedFields().document(fused.ordinal(), DocumentFields.stored()));
    ScoreParts parts =
        new ScoreParts(similarity, fused.denseRank(), fused.bm25(), fused.lexicalRank());
    return new SearchHit(0, score(fused), parts, document);
  }

  private double score(Fused fused) {
    Double own =
        switch (request.mode()) {
          case DENSE -> fused.similarity();
          case LEXICAL -> fused.bm25();
          case HYBRID -> fused.score();
        };
    return own == null ? 0 : own;
  }
}
