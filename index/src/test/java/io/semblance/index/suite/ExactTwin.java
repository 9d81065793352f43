package io.semblance.index.suite;

import io.semblance.encoder.InputType;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.index.Change;
import io.semblance.index.ChangeResult;
import io.semblance.index.CollectionSchema;
import io.semblance.index.Scan;
import io.semblance.index.ScoreParts;
import io.semblance.index.SearchHit;
import io.semblance.index.SearchInput;
import io.semblance.index.SearchMode;
import io.semblance.index.SearchRequest;
import io.semblance.index.SearchResult;
import io.semblance.index.SourceDocument;
import io.semblance.index.field.DocumentFilter;
import io.semblance.index.filter.Filter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A collection in plain Java that compares everything with everything: vectors in arrays, cosine in
 * doubles, filters on the documents themselves. Words are those between spaces, in lower case; a
 * score by words is the number of the query's words that the text has, so it ranks in another order
 * than BM25, but matches the same documents where texts are made of such words. One vector a
 * document, without chunks.
 */
final class ExactTwin implements Searchable {
  private static final int LEAST_CANDIDATES = 100;
  private static final double RANK_CONSTANT = 60;

  private final SentenceEncoder encoder;
  private final CollectionSchema schema;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private long version;

  private record Entry(SourceDocument document, float[] vector, long version) {}

  private record Scored(Entry entry, double score) {}

  ExactTwin(SentenceEncoder encoder, CollectionSchema schema) {
    this.encoder = encoder;
    this.schema = schema;
  }

  @Override
  public List<ChangeResult> write(List<Change> changes) {
    return changes.stream().map(this::write).toList();
  }

  private ChangeResult write(Change change) {
    if (change instanceof Change.Upsert upsert) {
      SourceDocument document = upsert.document();
      String text = document.searchableText(schema.textFields());
      Entry entry = new Entry(document, encoder.encode(text, InputType.DOCUMENT), ++version);
      boolean isNew = entries.put(change.id(), entry) == null;
      return new ChangeResult(
          change.id(),
          isNew ? ChangeResult.Status.CREATED : ChangeResult.Status.UPDATED,
          version,
          1,
          null);
    }
    boolean wasThere = entries.remove(change.id()) != null;
    return new ChangeResult(
        change.id(),
        wasThere ? ChangeResult.Status.DELETED : ChangeResult.Status.NOT_FOUND,
        0,
        0,
        null);
  }

  @Override
  public Set<String> passing(Filter filter) {
    return passing(filter, entries.values()).stream()
        .map(entry -> entry.document().id())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private List<Entry> passing(Filter filter, java.util.Collection<Entry> all) {
    if (filter == null) {
      return List.copyOf(all);
    }
    DocumentFilter condition = DocumentFilter.of(schema, filter);
    return all.stream()
        .filter(entry -> condition.matches(entry.document().id(), entry.document().fields()))
        .toList();
  }

  @Override
  public SearchResult search(SearchRequest request) {
    String text = ((SearchInput.Text) request.input()).text();
    List<Entry> accepted = passing(request.filter(), entries.values());
    int asked = request.depth().candidates();
    int depth = asked == 0 ? Math.max(LEAST_CANDIDATES, 4 * request.page().limit()) : asked;
    List<Scored> dense =
        request.mode() == SearchMode.LEXICAL ? List.of() : byMeaning(text, accepted);
    List<Scored> lexical = request.mode() == SearchMode.DENSE ? List.of() : byWords(text, accepted);
    List<Scored> ranked =
        switch (request.mode()) {
          case DENSE -> first(dense, depth);
          case LEXICAL -> first(lexical, depth);
          case HYBRID -> fused(first(dense, depth), first(lexical, depth));
        };
    return page(request, ranked, lexical.size());
  }

  private List<Scored> byMeaning(String text, List<Entry> accepted) {
    float[] query = encoder.encode(text, InputType.QUERY);
    return ranked(
        accepted.stream().map(entry -> new Scored(entry, cosine(query, entry.vector()))).toList());
  }

  static double cosine(float[] a, float[] b) {
    double dot = 0;
    double squaresOfA = 0;
    double squaresOfB = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
      squaresOfA += (double) a[i] * a[i];
      squaresOfB += (double) b[i] * b[i];
    }
    return dot / Math.sqrt(squaresOfA * squaresOfB);
  }

  private List<Scored> byWords(String text, List<Entry> accepted) {
    Set<String> wanted = words(text);
    List<Scored> matches = new ArrayList<>();
    for (Entry entry : accepted) {
      Set<String> words = words(entry.document().searchableText(schema.textFields()));
      words.retainAll(wanted);
      if (!words.isEmpty()) {
        matches.add(new Scored(entry, words.size()));
      }
    }
    return ranked(matches);
  }

  private static Set<String> words(String text) {
    return new TreeSet<>(List.of(text.toLowerCase(Locale.ROOT).split(" ")));
  }

  private static List<Scored> ranked(List<Scored> scored) {
    return scored.stream()
        .sorted(
            Comparator.comparingDouble(Scored::score)
                .reversed()
                .thenComparing(one -> one.entry().document().id()))
        .toList();
  }

  private static List<Scored> first(List<Scored> ranked, int count) {
    return ranked.subList(0, Math.min(count, ranked.size()));
  }

  private static List<Scored> fused(List<Scored> dense, List<Scored> lexical) {
    Map<Entry, Double> scores = new LinkedHashMap<>();
    for (List<Scored> list : List.of(dense, lexical)) {
      for (int i = 0; i < list.size(); i++) {
        scores.merge(list.get(i).entry(), 1 / (RANK_CONSTANT + i + 1), Double::sum);
      }
    }
    return ranked(
        scores.entrySet().stream().map(e -> new Scored(e.getKey(), e.getValue())).toList());
  }

  /** Its cursor is the position of the next hit. */
  private SearchResult page(SearchRequest request, List<Scored> ranked, int matches) {
    String cursor = request.page().cursor();
    int from = cursor == null ? 0 : Integer.parseInt(cursor);
    int to = Math.min(ranked.size(), from + request.page().limit());
    List<SearchHit> hits = new ArrayList<>();
    for (int i = from; i < to; i++) {
      Entry entry = ranked.get(i).entry();
      hits.add(
          new SearchHit(
              i + 1,
              ranked.get(i).score(),
              new ScoreParts(null, null, null, null, null),
              entry.version(),
              entry.document(),
              List.of(),
              null));
    }
    int total = request.mode() == SearchMode.LEXICAL ? matches : ranked.size();
    return new SearchResult(
        hits,
        new SearchResult.Total(total, true),
        List.of(),
        to < ranked.size() ? Integer.toString(to) : null,
        Scan.EXACT,
        entries.size(),
        Duration.ZERO,
        Duration.ZERO);
  }

  @Override
  public void close() {}
}
