package io.semblance.index.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.index.Change;
import io.semblance.index.ChangeResult;
import io.semblance.index.CollectionSchema;
import io.semblance.index.FieldType;
import io.semblance.index.HashingEncoder;
import io.semblance.index.Page;
import io.semblance.index.Scan;
import io.semblance.index.SearchDepth;
import io.semblance.index.SearchHit;
import io.semblance.index.SearchMode;
import io.semblance.index.SearchRequest;
import io.semblance.index.SearchResult;
import io.semblance.index.SourceDocument;
import io.semblance.index.field.DocumentFilter;
import io.semblance.index.filter.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every search, whatever is behind it. */
abstract class SearchContract {
  static final HashingEncoder ENCODER = HashingEncoder.ofDimension(24);
  static final CollectionSchema SCHEMA =
      CollectionSchema.DEFAULT
          .withTextFields(List.of("text"))
          .withAnalyzer("simple")
          .withFields(Map.of("year", FieldType.LONG, "tag", FieldType.KEYWORD));
  static final int DOCUMENTS = 400;
  private static final List<Filter> FILTERS =
      List.of(
          Filter.parse("year<2000"),
          Filter.parse("tag=red,blue"),
          Filter.parse("!tag?"),
          Filter.parse("tag!=red"),
          Filter.parse(
              "{\"and\":[{\"field\":\"tag\",\"op\":\"eq\",\"value\":\"red\"},"
                  + "{\"not\":{\"field\":\"year\",\"op\":\"gt\",\"value\":2010}}]}"));

  private Searchable searched;
  private final List<SourceDocument> documents = documents();

  /** A collection without documents. */
  abstract Searchable open();

  /** Ways to compare vectors that must all keep the contract. */
  List<Scan> scans() {
    return List.of(Scan.EXACT);
  }

  @BeforeEach
  void fill() {
    searched = open();
    List<Change> changes = documents.stream().<Change>map(Change.Upsert::new).toList();
    searched.write(changes.subList(0, 150));
    searched.write(changes.subList(150, DOCUMENTS));
  }

  @AfterEach
  void close() {
    searched.close();
  }

  private static List<SourceDocument> documents() {
    Random random = new Random(11);
    return IntStream.range(0, DOCUMENTS).mapToObj(i -> document(i, random)).toList();
  }

  /** Texts of letters only, so that everybody sees the same words in them. */
  private static SourceDocument document(int number, Random random) {
    String text =
        random
            .ints(6, 0, 120)
            .mapToObj(word -> "word" + (char) ('a' + word / 26) + (char) ('a' + word % 26))
            .collect(Collectors.joining(" "));
    Map<String, Object> fields =
        random.nextInt(4) == 0
            ? Map.of("text", text, "year", 1990 + random.nextInt(30))
            : Map.of(
                "text",
                text,
                "year",
                1990 + random.nextInt(30),
                "tag",
                List.of("red", "blue", "green").get(random.nextInt(3)));
    return new SourceDocument("d" + number, fields);
  }

  private List<SearchRequest> requests(SearchMode mode, int limit) {
    List<SearchRequest> requests = new ArrayList<>();
    for (Scan scan : scans()) {
      for (int i = 0; i < DOCUMENTS; i += 97) {
        requests.add(
            SearchRequest.of(documents.get(i).text("text"), mode, limit)
                .withDepth(SearchDepth.of(scan).withCandidates(DOCUMENTS)));
      }
    }
    return requests;
  }

  private static List<String> ids(SearchResult result) {
    return result.hits().stream().map(hit -> hit.document().id()).toList();
  }

  @ParameterizedTest
  @EnumSource
  void aDocumentFindsItselfFirst(SearchMode mode) {
    for (int i = 0; i < DOCUMENTS; i += 7) {
      SearchResult found =
          searched.search(SearchRequest.of(documents.get(i).text("text"), mode, 3));
      SearchHit first = found.hits().getFirst();
      assertThat(first.document()).isEqualTo(documents.get(i));
      assertThat(first.rank()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void pagesAreThePartsOfOneRanking(SearchMode mode) {
    for (SearchRequest request : requests(mode, 200)) {
      SearchResult whole = searched.search(request);
      List<String> joined = new ArrayList<>();
      String cursor = null;
      do {
        SearchResult part = searched.search(request.withPage(new Page(17, cursor)));
        assertThat(part.total()).isEqualTo(whole.total());
        assertThat(part.hits().getFirst().rank()).isEqualTo(joined.size() + 1);
        joined.addAll(ids(part));
        cursor = part.nextCursor();
      } while (cursor != null);
      assertThat(joined).doesNotHaveDuplicates().startsWith(ids(whole).toArray(String[]::new));
      assertThat((long) joined.size()).isEqualTo(whole.total().value());
    }
  }

  @ParameterizedTest
  @EnumSource
  void scoresNeverRise(SearchMode mode) {
    for (SearchRequest request : requests(mode, 200)) {
      assertThat(searched.search(request).hits())
          .extracting(SearchHit::score)
          .isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }
  }

  /** In hybrid searches a filter moves ranks up, and so the fused scores. */
  @ParameterizedTest
  @EnumSource(names = {"DENSE", "LEXICAL"})
  void aFilterLeavesTheRankingOfWhatPasses(SearchMode mode) {
    for (SearchRequest request : requests(mode, DOCUMENTS)) {
      List<String> all = ids(searched.search(request));
      for (Filter filter : FILTERS) {
        Set<String> passing = searched.passing(filter);
        assertThat(ids(searched.search(request.withFilter(filter))))
            .isEqualTo(all.stream().filter(passing::contains).toList());
      }
    }
  }

  @Test
  void filtersKeepWhatTheirConditionHoldsFor() {
    for (Filter filter : FILTERS) {
      DocumentFilter condition = DocumentFilter.of(SCHEMA, filter);
      Set<String> expected =
          documents.stream()
              .filter(document -> condition.matches(document.id(), document.fields()))
              .map(SourceDocument::id)
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(searched.passing(filter)).isEqualTo(expected);
      assertThat(expected).isNotEmpty().hasSizeLessThan(DOCUMENTS);
    }
  }

  /** Hybrid searches rank equal scores of a component by where the documents lie. */
  @ParameterizedTest
  @EnumSource(names = {"DENSE", "LEXICAL"})
  void aBatchDoesWhatItsChangesDoOneByOne(SearchMode mode) {
    try (Searchable oneByOne = open()) {
      for (SourceDocument document : documents.subList(0, 15)) {
        oneByOne.write(List.of(new Change.Upsert(document)));
      }
      List<Change> rest = new ArrayList<>();
      documents.subList(15, DOCUMENTS).forEach(each -> rest.add(new Change.Upsert(each)));
      oneByOne.write(rest);
      for (SearchRequest request : requests(mode, 100)) {
        assertThat(ids(oneByOne.search(request))).isEqualTo(ids(searched.search(request)));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsDeletedOrReplacedIsNotFound(SearchMode mode) {
    String old = documents.get(5).text("text");
    List<ChangeResult> results =
        searched.write(
            List.of(
                new Change.Delete("d3"),
                new Change.Upsert(SourceDocument.of("d5", "another wordzz")),
                new Change.Delete("d3")));

    assertThat(results)
        .extracting(ChangeResult::status)
        .containsExactly(
            ChangeResult.Status.DELETED,
            ChangeResult.Status.UPDATED,
            ChangeResult.Status.NOT_FOUND);
    SearchResult deleted =
        searched.search(SearchRequest.of(documents.get(3).text("text"), mode, 100));
    assertThat(deleted.documents()).isEqualTo(DOCUMENTS - 1);
    assertThat(ids(deleted)).doesNotContain("d3");
    assertThat(ids(searched.search(SearchRequest.of(old, mode, 1)))).doesNotContain("d5");
  }
}
