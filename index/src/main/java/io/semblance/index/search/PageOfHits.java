package io.semblance.index.search;

import io.semblance.index.Passage;
import io.semblance.index.PassageHit;
import io.semblance.index.SearchHit;
import io.semblance.index.SearchInput;
import io.semblance.index.SearchMode;
import io.semblance.index.SearchRequest;
import io.semblance.index.SourceDocument;
import io.semblance.index.block.StoredDocument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Fetches what people see of the candidates of one page. */
final class PageOfHits {
  private final SearchContext context;
  private final SearchRequest request;
  private final @Nullable Highlighter highlighter;

  PageOfHits(SearchContext context, SearchRequest request) throws IOException {
    this.context = context;
    this.request = request;
    this.highlighter =
        request.shown().highlight() && request.input() instanceof SearchInput.Text text
            ? new Highlighter(context.analyzer(), text.text())
            : null;
  }

  List<SearchHit> hits(CandidateList candidates, int from, int to) throws IOException {
    List<SearchHit> hits = new ArrayList<>(to - from);
    for (int i = from; i < to; i++) {
      hits.add(hit(candidates.ranked().get(i), i + 1));
    }
    return hits;
  }

  private SearchHit hit(Candidate candidate, int rank) throws IOException {
    StoredDocument stored = StoredDocument.at(context.reader(), candidate.ordinal());
    SourceDocument document = stored.source(context.schema());
    return new SearchHit(
        rank,
        candidate.score(),
        candidate.parts(),
        stored.version(),
        document,
        passages(stored, document),
        null);
  }

  private List<PassageHit> passages(StoredDocument stored, SourceDocument document)
      throws IOException {
    int wanted = request.shown().passages();
    int count = stored.passageCount();
    if (wanted == 0 || count == 0) {
      return List.of();
    }
    List<Double> similarities = similarities(stored, count);
    List<Integer> best =
        IntStream.range(0, count)
            .boxed()
            .sorted(Comparator.comparing(similarities::get, Comparator.reverseOrder()))
            .limit(wanted)
            .toList();
    List<PassageHit> hits = new ArrayList<>(best.size());
    for (int i : best) {
      hits.add(passage(stored, document, i, similarities.get(i)));
    }
    return hits;
  }

  /** In a search by words passages stay in their order. */
  private List<Double> similarities(StoredDocument stored, int count) throws IOException {
    float[] query = context.query();
    return request.mode() == SearchMode.LEXICAL || query == null
        ? java.util.Collections.nCopies(count, Double.NaN)
        : new PassageScores(context.function(), query).all(stored);
  }

  private PassageHit passage(
      StoredDocument stored, SourceDocument document, int index, double similarity)
      throws IOException {
    Passage passage = stored.passage(stored.firstPassage() + index, context.schema());
    String text = document.text(passage.field()).substring(passage.start(), passage.end());
    return new PassageHit(
        passage, text, similarity, highlighter == null ? List.of() : highlighter.in(text));
  }
}
