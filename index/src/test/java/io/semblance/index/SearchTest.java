package io.semblance.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.encoder.SentenceEncoder;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.index.filter.FacetRequest;
import io.semblance.index.filter.FacetResult;
import io.semblance.index.filter.Filter;
import io.semblance.progress.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SearchTest {
  private static final SentenceEncoder ENCODER = HashingEncoder.ofDimension(64);
  private static final CollectionSchema SCHEMA =
      CollectionSchema.DEFAULT.withFields(
          Map.of("lang", FieldType.KEYWORD, "year", FieldType.LONG));

  @TempDir private Path root;
  private VectorCollection collection;

  @BeforeEach
  void open() {
    collection = new CollectionStore(root).create("search", ENCODER, SCHEMA);
  }

  @AfterEach
  void close() {
    collection.close();
  }

  private void add(SourceDocument... documents) {
    collection.upsert(List.of(documents), Progress.NONE);
    collection.refresh();
  }

  /** Documents d0, d1, …, whose language is one of four and whose year is their number. */
  private void addNumbered(int count) {
    add(
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    new SourceDocument(
                        "d" + i,
                        Map.of(
                            "text",
                            "common word" + i + " and word" + (i * 7 % count),
                            "lang",
                            List.of("de", "en", "fr", "ja").get(i % 4),
                            "year",
                            i)))
            .toArray(SourceDocument[]::new));
  }

  private static List<String> ids(SearchResult result) {
    return result.hits().stream().map(hit -> hit.document().id()).toList();
  }

  private static String words(String stem, int from, int to) {
    StringBuilder text = new StringBuilder();
    IntStream.range(from, to).forEach(i -> text.append(stem).append(i).append(' '));
    return text.toString();
  }

  @Test
  void aLongDocumentIsFoundOnceWithItsBestPassageAndItsOffsets() {
    String text = words("alpha", 0, 40) + "needle in the hay here " + words("omega", 0, 40);
    add(SourceDocument.of("long", text), SourceDocument.of("other", words("beta", 0, 10)));

    SearchResult result =
        collection.search(SearchRequest.of("needle in the hay here", SearchMode.DENSE, 5));

    assertThat(ids(result)).containsExactly("long", "other");
    PassageHit best = result.hits().get(0).passages().get(0);
    assertThat(best.text()).contains("needle");
    assertThat(text.substring(best.passage().start(), best.passage().end())).isEqualTo(best.text());
    assertThat(best.similarity())
        .isEqualTo(result.hits().get(0).parts().similarity(), within(1e-6));
  }

  @Test
  void passagesComeBestFirstAndAsManyAsAskedFor() {
    add(SourceDocument.of("long", words("alpha", 0, 100)));

    List<PassageHit> passages =
        collection
            .search(
                SearchRequest.of("alpha50 alpha51", SearchMode.DENSE, 1)
                    .withShown(Shown.DEFAULT.withPassages(3)))
            .hits()
            .get(0)
            .passages();

    assertThat(passages).hasSize(3);
    assertThat(passages.get(0).text()).contains("alpha50");
    assertThat(passages)
        .extracting(PassageHit::similarity)
        .isSortedAccordingTo((a, b) -> Double.compare(b, a));
  }

  @ParameterizedTest
  @EnumSource(Scan.class)
  void aFilterIsAppliedBeforeVectorsAreCompared(Scan scan) {
    addNumbered(2000);

    SearchResult result =
        collection.search(
            SearchRequest.of("common", SearchMode.DENSE, 10)
                .withDepth(SearchDepth.of(scan))
                .withFilter(Filter.parse("year>=1980")));

    assertThat(result.hits()).hasSize(10);
    assertThat(result.hits())
        .allSatisfy(
            hit ->
                assertThat((Integer) hit.document().fields().get("year"))
                    .isGreaterThanOrEqualTo(1980));
  }

  @ParameterizedTest
  @EnumSource(SearchMode.class)
  void pagesDoNotOverlapAndCountTheSameWhileOthersWrite(SearchMode mode) {
    addNumbered(120);
    SearchRequest request =
        SearchRequest.of("common word7", mode, 9)
            .withShown(Shown.DEFAULT.withFacets(List.of(new FacetRequest.Values("lang", 10))));
    SearchResult whole =
        collection.search(
            request.withPage(Page.first(1000)).withDepth(SearchDepth.DEFAULT.withCandidates(1000)));
    SearchRequest paged = request.withDepth(SearchDepth.DEFAULT.withCandidates(1000));
    List<String> seen = new ArrayList<>();
    SearchResult page = collection.search(paged);
    long total = page.total().value();
    List<FacetResult> facets = page.facets();
    int pages = 0;
    while (true) {
      seen.addAll(ids(page));
      assertThat(page.total().value()).isEqualTo(total);
      assertThat(page.facets()).isEqualTo(facets);
      if (page.nextCursor() == null) {
        break;
      }
      collection.upsert(
          List.of(SourceDocument.of("late" + pages++, "common word7 comes later")), Progress.NONE);
      collection.refresh();
      page = collection.search(paged.withPage(new Page(9, page.nextCursor())));
    }
    assertThat(seen).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(100);
    assertThat(seen).isEqualTo(ids(whole).subList(0, seen.size()));
  }

  @Test
  void refusesCursorsOfOthers() {
    addNumbered(50);
    SearchRequest request = SearchRequest.of("common", SearchMode.DENSE, 5);
    String cursor = collection.search(request).nextCursor();
    String forged =
        cursor.substring(0, 10) + (cursor.charAt(10) == 'A' ? 'B' : 'A') + cursor.substring(11);

    for (String wrong : List.of(forged, "", "x", "é", cursor + "AAAA")) {
      assertThatThrownBy(() -> collection.search(request.withPage(new Page(5, wrong))))
          .isInstanceOf(SemblanceException.class)
          .hasMessageContaining("cursor must be the next_cursor");
    }
    assertThatThrownBy(
            () ->
                collection.search(
                    SearchRequest.of("other", SearchMode.DENSE, 5).withPage(new Page(5, cursor))))
        .hasMessageContaining("with the request that it came from");
  }

  @Test
  void aCursorWorksInAnotherProcessUntilTheCollectionChanges() {
    addNumbered(50);
    SearchRequest request = SearchRequest.of("common", SearchMode.DENSE, 5);
    Page second = new Page(5, collection.search(request).nextCursor());
    List<String> expected = ids(collection.search(request.withPage(second)));
    try (VectorCollection other = new CollectionStore(root).open("search", ENCODER)) {
      assertThat(ids(other.search(request.withPage(second)))).isEqualTo(expected);
      add(SourceDocument.of("new", "something"));
      other.refresh();
      assertThat(ids(other.search(request))).hasSize(5);
    }
    try (VectorCollection later = new CollectionStore(root).open("search", ENCODER)) {
      assertThatThrownBy(() -> later.search(request.withPage(second)))
          .isInstanceOfSatisfying(
              SemblanceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.EXPIRED));
    }
  }

  @Test
  void keepsOnlySoManyViewsForThoseWhoPage() {
    addNumbered(30);
    SearchRequest request = SearchRequest.of("common", SearchMode.DENSE, 5);
    Page second = new Page(5, collection.search(request).nextCursor());
    for (int i = 0; i < 70; i++) {
      add(SourceDocument.of("late" + i, "common text " + i));
      collection.search(request);
      if (i == 30) {
        assertThat(collection.search(request.withPage(second)).hits()).hasSize(5);
      }
    }
    assertThatThrownBy(() -> collection.search(request.withPage(second)))
        .isInstanceOfSatisfying(
            SemblanceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.EXPIRED));
  }

  @Test
  void aSearchByWordsCountsAllThatMatch() {
    addNumbered(300);

    SearchResult result =
        collection.search(
            SearchRequest.of("common", SearchMode.LEXICAL, 5)
                .withFilter(Filter.parse("lang=de,en"))
                .withShown(Shown.DEFAULT.withFacets(List.of(new FacetRequest.Values("lang", 10)))));

    assertThat(result.total()).isEqualTo(new SearchResult.Total(150, true));
    assertThat(result.facets().get(0).toString())
        .contains("de")
        .contains("75")
        .doesNotContain("fr");
  }

  @Test
  void aTotalIsExactOnlyWhenNothingWasLeftOut() {
    addNumbered(150);
    SearchRequest request = SearchRequest.of("common word3", SearchMode.DENSE, 5);

    assertThat(collection.search(request).total()).isEqualTo(new SearchResult.Total(100, false));
    assertThat(collection.search(request.withFilter(Filter.parse("year<40"))).total())
        .isEqualTo(new SearchResult.Total(40, true));
    SearchResult bounded =
        collection.search(request.withRanking(Ranking.DEFAULT.withMinScores(MinScores.dense(0.6))));
    assertThat(bounded.total().exact()).isTrue();
    assertThat(bounded.hits())
        .allSatisfy(hit -> assertThat(hit.score()).isGreaterThanOrEqualTo(0.6));
  }

  @Test
  void explainsAFusedScoreByWhatEachComponentAdds() {
    addNumbered(60);
    Fusion linear = new Fusion.Linear(new Fusion.Weights(0.7, 0.3));

    SearchResult result =
        collection.search(
            SearchRequest.of("common word7", SearchMode.HYBRID, 10)
                .withRanking(Ranking.DEFAULT.withFusion(linear))
                .withShown(new Shown(1, true, true, List.of())));

    SearchHit first = result.hits().get(0);
    assertThat(first.document().id()).isIn("d1", "d7"); // both have both words
    for (SearchHit hit : result.hits()) {
      double sum =
          hit.explanation().contributions().stream()
              .mapToDouble(Explanation.Contribution::value)
              .sum();
      assertThat(sum).isCloseTo(hit.score(), within(1e-9));
    }
    assertThat(first.explanation().lexical()).contains("word7");
    PassageHit passage = first.passages().get(0);
    assertThat(passage.highlights())
        .extracting(h -> passage.text().substring(h.start(), h.end()))
        .contains("common", "word7");
  }

  @Test
  void findsWhatIsLikeExamplesButNotTheExamples() {
    add(
        SourceDocument.of("a", "red apple fruit"),
        SourceDocument.of("b", "red apple pie"),
        SourceDocument.of("c", "red fire truck"),
        SourceDocument.of("d", "blue whale sea"));
    Examples likeA =
        new Examples(
            List.of(new Examples.DocumentExample("a")), List.of(), Examples.Strategy.AVERAGE);

    assertThat(ids(search(likeA))).startsWith("b").doesNotContain("a").hasSize(3);

    for (Examples.Strategy strategy :
        List.of(Examples.Strategy.BEST_SCORE, Examples.Strategy.SUM)) {
      Examples unlikeFruit =
          new Examples(
              List.of(new Examples.TextExample("red")),
              List.of(new Examples.TextExample("apple pie")),
              strategy);
      assertThat(ids(search(unlikeFruit))).as(strategy.label()).hasSize(4).endsWith("b");
    }
    Examples unknown =
        new Examples(
            List.of(new Examples.DocumentExample("zz")), List.of(), Examples.Strategy.AVERAGE);
    assertThatThrownBy(() -> search(unknown)).hasMessageContaining("no document 'zz'");
  }

  private SearchResult search(Examples examples) {
    return collection.search(
        SearchRequest.of(new SearchInput.Like(examples), SearchMode.DENSE, 10));
  }

  @Test
  void diversityMovesNearDuplicatesApart() {
    add(
        SourceDocument.of("a1", "red apple pie"),
        SourceDocument.of("a2", "red apple pie"),
        SourceDocument.of("a3", "red apple pie"),
        SourceDocument.of("b", "red fire truck"));
    SearchRequest request = SearchRequest.of("red apple pie truck", SearchMode.DENSE, 4);

    assertThat(ids(collection.search(request))).containsExactly("a1", "a2", "a3", "b");
    assertThat(ids(collection.search(request.withRanking(Ranking.DEFAULT.withDiversity(0.6)))))
        .startsWith("a1", "b")
        .hasSize(4);
  }

  @Test
  void copiesOfATextAreAllFoundAndDeletedOneByOne() {
    add(
        IntStream.range(0, 500)
            .mapToObj(i -> SourceDocument.of("copy" + i, "the very same text"))
            .toArray(SourceDocument[]::new));
    SearchRequest request =
        SearchRequest.of("the very same text", SearchMode.DENSE, 1000)
            .withDepth(new SearchDepth(1000, Scan.GRAPH, 0));
    Set<String> expected = new HashSet<>();
    IntStream.range(0, 500).forEach(i -> expected.add("copy" + i));

    assertThat(new HashSet<>(ids(collection.search(request)))).isEqualTo(expected);

    collection.write(List.of(new Change.Delete("copy7")), Progress.NONE);
    collection.refresh();
    expected.remove("copy7");
    assertThat(new HashSet<>(ids(collection.search(request)))).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(VectorPrecision.class)
  void everyPrecisionShowsExactSimilarities(VectorPrecision precision) {
    try (VectorCollection other =
        new CollectionStore(root).create("precise", ENCODER, SCHEMA.withPrecision(precision))) {
      other.upsert(
          IntStream.range(0, 1500)
              .mapToObj(
                  i -> SourceDocument.of("d" + i, words("w" + i % 97 + "x", i % 13, i % 13 + 6)))
              .toList(),
          Progress.NONE);
      other.refresh();
      SearchRequest request = SearchRequest.of("w5x1 w5x2 w5x3", SearchMode.DENSE, 10);

      SearchResult exact = other.search(request.withDepth(SearchDepth.EXACT));
      SearchResult graph = other.search(request.withDepth(SearchDepth.of(Scan.GRAPH)));

      assertThat(graph.hits().get(0).score()).isCloseTo(exact.hits().get(0).score(), within(1e-5));
      for (SearchHit hit : graph.hits()) {
        assertThat(hit.passages().get(0).similarity()).isCloseTo(hit.score(), within(1e-5));
      }
    }
  }
}
