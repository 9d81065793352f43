package io.semblance.index.search;

import io.semblance.encoder.SentenceEncoder;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.index.CollectionManifest;
import io.semblance.index.SearchInput;
import io.semblance.index.SearchRequest;
import io.semblance.index.SearchResult;
import io.semblance.index.block.BlockLayout;
import io.semblance.index.block.TextAnalysis;
import io.semblance.index.block.VectorFunction;
import io.semblance.index.field.ClusterFields;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.join.BitSetProducer;
import org.jspecify.annotations.Nullable;

/** Answers searches on one collection. Safe for many threads. */
public final class SearchEngine {
  private final CollectionManifest manifest;
  private final ClusterFields.Of clusters;
  private final WantedVectors wantedVectors;
  private final CollectionView view;
  private final byte[] cursorKey;
  private final VectorFunction function;
  private final Analyzer analyzer;
  private final BitSetProducer blockEnds = BlockLayout.blockEnds();

  /**
   * Makes an engine.
   *
   * @param clusters finds the clusterings of a view
   * @param cursorKey signs cursors; the collection's own
   */
  public SearchEngine(
      CollectionManifest manifest,
      ClusterFields.Of clusters,
      SentenceEncoder encoder,
      CollectionView view,
      byte[] cursorKey) {
    this.manifest = manifest;
    this.clusters = clusters;
    this.wantedVectors = new WantedVectors(manifest, encoder);
    this.view = view;
    this.cursorKey = cursorKey.clone();
    this.function = VectorFunction.of(manifest.model().similarity());
    this.analyzer = TextAnalysis.of(manifest.schema().analyzer());
  }

  /** Finds documents. */
  public SearchResult search(SearchRequest request) throws IOException {
    String text = request.page().cursor();
    Cursor cursor = text == null ? null : Cursor.read(text, cursorKey);
    if (cursor != null && cursor.request() != fingerprint(request)) {
      throw SemblanceException.invalid(
          "a cursor must be used with the request that it came from; only the limit may differ");
    }
    if (cursor == null) {
      return view.read(searcher -> search(searcher, request, null));
    }
    return view.readPinned(cursor.view(), searcher -> search(searcher, request, cursor))
        .orElseThrow(
            () ->
                new SemblanceException(
                    ErrorCode.EXPIRED, "the cursor has expired; begin with the first page again"));
  }

  private SearchResult search(
      IndexSearcher searcher, SearchRequest request, @Nullable Cursor cursor) throws IOException {
    long start = System.nanoTime();
    Wanted wanted = wantedVectors.of(request, searcher.getIndexReader());
    long encoded = System.nanoTime();
    SearchContext context =
        new SearchContext(
            searcher,
            blockEnds,
            manifest,
            clusters.of(searcher.getIndexReader()),
            function,
            analyzer,
            request,
            wanted);
    int limit = request.page().limit();
    int depth = cursor == null ? request.depth().candidatesFor(limit) : cursor.candidates();
    CandidateList ranked = new CandidateSearch(context, depth).run();
    int from = Math.min(cursor == null ? 0 : cursor.from(), ranked.size());
    int to = Math.min(ranked.size(), from + limit);
    return new SearchResult(
        new PageOfHits(context).hits(ranked, from, to),
        ranked.total(),
        ranked.facets(context),
        to < ranked.size() ? next(searcher, request, depth, to) : null,
        ranked.scan(),
        context.documents(),
        Duration.ofNanos(wanted instanceof Wanted.Nothing ? 0 : encoded - start),
        Duration.ofNanos(System.nanoTime() - encoded));
  }

  private String next(IndexSearcher searcher, SearchRequest request, int candidates, int from)
      throws IOException {
    view.pin(searcher);
    return new Cursor(CollectionView.version(searcher), fingerprint(request), candidates, from)
        .sign(cursorKey);
  }

  private static int fingerprint(SearchRequest request) {
    return Objects.hash(
        fingerprint(request.input()),
        request.mode().name(),
        request.depth().scan().name(),
        request.depth().candidates(),
        request.depth().efSearch(),
        String.valueOf(request.filter()),
        request.ranking().toString(),
        request.shown().facets().toString());
  }

  /** The same in every process; the hash of an enum is not. */
  private static int fingerprint(SearchInput input) {
    return input instanceof SearchInput.Like like
        ? Objects.hash(
            like.examples().positive(),
            like.examples().negative(),
            like.examples().strategy().name())
        : input.hashCode();
  }
}
