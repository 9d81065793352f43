package io.semblance.index.search;

import io.semblance.index.Explanation;
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
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/** Fetches what people see of the documents of one page. */
final class PageOfHits {
  private final SearchContext context;
  private final SearchRequest request;
  private final PassageScores scores;
  private final @Nullable Highlighter highlighter;

  PageOfHits(SearchContext context) throws IOException {
    this.context = context;
    this.request = context.request();
    this.scores = new PassageScores(context);
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

  private SearchHit hit(RankedDocument ranked, int rank) throws IOException {
    StoredDocument stored = context.document(ranked.ordinal());
    SourceDocument document = stored.source(context.schema());
    return new SearchHit(
        rank,
        ranked.score(),
        ranked.parts(),
        stored.version(),
        document,
        passages(stored, document),
        request.shown().explain() ? explanation(ranked) : null);
  }

  private List<PassageHit> passages(StoredDocument stored, SourceDocument document)
      throws IOException {
    int wanted = request.shown().passages();
    if (wanted == 0) {
      return List.of();
    }
    List<Double> similarities = scores.of(stored); // all NaN and so in their order without vectors
    List<Integer> best =
        IntStream.range(0, similarities.size())
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

  private PassageHit passage(
      StoredDocument stored, SourceDocument document, int index, double similarity)
      throws IOException {
    Passage passage = stored.passage(stored.firstPassage() + index, context.schema());
    String text = document.text(passage.field()).substring(passage.start(), passage.end());
    return new PassageHit(
        passage, text, similarity, highlighter == null ? List.of() : highlighter.in(text));
  }

  private Explanation explanation(RankedDocument ranked) throws IOException {
    Query words =
        request.mode() != SearchMode.DENSE && request.input() instanceof SearchInput.Text text
            ? new LexicalSearch(context.searcher(), context.analyzer(), text.text(), null).words()
            : null;
    String lexical =
        words == null || ranked.parts().bm25() == null
            ? ""
            : context.searcher().explain(words, ranked.ordinal()).toString();
    return new Explanation(ranked.contributions(), lexical);
  }
}
