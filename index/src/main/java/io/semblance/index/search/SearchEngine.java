package io.semblance.index.search;

import io.semblance.encoder.InputType;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.index.CollectionManifest;
import io.semblance.index.SearchInput;
import io.semblance.index.SearchMode;
import io.semblance.index.SearchRequest;
import io.semblance.index.SearchResult;
import io.semblance.index.block.BlockLayout;
import io.semblance.index.block.TextAnalysis;
import io.semblance.index.block.VectorFunction;
import io.semblance.vectors.Vectors;
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
  private final SentenceEncoder encoder;
  private final CollectionView view;
  private final byte[] cursorKey;
  private final VectorFunction function;
  private final Analyzer analyzer;
  private final BitSetProducer blockEnds = BlockLayout.blockEnds();

  /**
   * Makes an engine.
   *
   * @param cursorKey signs cursors; the collection's own
   */
  public SearchEngine(
      CollectionManifest manifest, SentenceEncoder encoder, CollectionView view, byte[] cursorKey) {
    this.manifest = manifest;
    this.encoder = encoder;
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
    long start = System.nanoTime();
    float @Nullable [] query = query(request);
    Duration encoding = Duration.ofNanos(query == null ? 0 : System.nanoTime() - start);
    if (cursor == null) {
      return view.read(searcher -> search(searcher, request, null, query, encoding));
    }
    return view.readPinned(
            cursor.view(), searcher -> search(searcher, request, cursor, query, encoding))
        .orElseThrow(
            () ->
                new SemblanceException(
                    ErrorCode.EXPIRED, "the cursor has expired; begin with the first page again"));
  }

  private SearchResult search(
      IndexSearcher searcher,
      SearchRequest request,
      @Nullable Cursor cursor,
      float @Nullable [] query,
      Duration encoding)
      throws IOException {
    long start = System.nanoTime();
    SearchContext context =
        new SearchContext(searcher, blockEnds, manifest, function, analyzer, query);
    int candidates =
        cursor == null
            ? request.depth().candidatesFor(request.page().limit())
            : cursor.candidates();
    int from = cursor == null ? 0 : cursor.from();
    CandidateList ranked = new CandidateSearch(context, request, candidates).run();
    PageOfHits page = new PageOfHits(context, request);
    int end = (int) Math.min(ranked.size(), (long) from + request.page().limit());
    return new SearchResult(
        page.hits(ranked, Math.min(from, end), end),
        ranked.total(),
        ranked.facets(context, request.shown().facets()),
        end < ranked.size() ? next(searcher, request, candidates, end) : null,
        ranked.scan(),
        context.documents(),
        encoding,
        Duration.ofNanos(System.nanoTime() - start));
  }

  private String next(IndexSearcher searcher, SearchRequest request, int candidates, int from)
      throws IOException {
    view.pin(searcher);
    return new Cursor(CollectionView.version(searcher), fingerprint(request), candidates, from)
        .sign(cursorKey);
  }

  private static int fingerprint(SearchRequest request) {
    return Objects.hash(
        request.input(),
        request.mode().name(),
        request.depth().scan().name(),
        request.depth().candidates(),
        request.depth().efSearch(),
        String.valueOf(request.filter()),
        request.ranking().toString(),
        request.shown().facets().toString());
  }

  /** The vector to search with; null where there is none. */
  private float @Nullable [] query(SearchRequest request) {
    if (request.mode() == SearchMode.LEXICAL) {
      return null;
    }
    return switch (request.input()) {
      case SearchInput.Text text -> function.prepare(encoder.encode(text.text(), InputType.QUERY));
      case SearchInput.Vector vector -> function.prepare(checked(vector.values()));
    };
  }

  private float[] checked(float[] vector) {
    int dimension = manifest.model().dimension();
    if (vector.length != dimension) {
      throw SemblanceException.invalid(
          "a query vector must have " + dimension + " dimensions, got: " + vector.length);
    }
    if (!Vectors.isFinite(vector) || Vectors.norm(vector) == 0) {
      throw SemblanceException.invalid("a query vector must be finite and not all zero");
    }
    return vector;
  }
}
