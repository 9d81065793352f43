package io.semblance.index.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.index.Change;
import io.semblance.index.ChangeResult;
import io.semblance.index.ChangeResult.Status;
import io.semblance.index.CollectionOptions;
import io.semblance.index.CollectionSchema;
import io.semblance.index.CollectionStore;
import io.semblance.index.FieldType;
import io.semblance.index.GivenPassage;
import io.semblance.index.HashingEncoder;
import io.semblance.index.Passage;
import io.semblance.index.Precondition;
import io.semblance.index.SearchMode;
import io.semblance.index.SearchRequest;
import io.semblance.index.SearchResult;
import io.semblance.index.SourceDocument;
import io.semblance.index.VectorCollection;
import io.semblance.index.VersionedDocument;
import io.semblance.index.filter.Filter;
import io.semblance.index.filter.Literal;
import io.semblance.index.filter.Operator;
import io.semblance.progress.Progress;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ids, texts, fields, vectors, queries and filters that somebody might send who means no good: each
 * is kept and given back unchanged, or refused with a reason, and what comes with it goes on.
 */
class HostileIT {
  private static final Path DATA =
      Path.of(System.getProperty("semblance.root"), "..", "shared", "data", "hostile").normalize();
  private static final HashingEncoder ENCODER = HashingEncoder.ofDimension(8);
  private static final CollectionSchema SCHEMA =
      CollectionSchema.DEFAULT.withFields(
          Map.of(
              "word", FieldType.KEYWORD,
              "whole", FieldType.LONG,
              "real", FieldType.DOUBLE,
              "day", FieldType.DATE,
              "flag", FieldType.BOOLEAN));

  @TempDir private Path root;
  private CollectionStore store;
  private VectorCollection collection;

  @BeforeEach
  void open() {
    store = new CollectionStore(root);
    collection = store.create("hostile", ENCODER, SCHEMA);
  }

  @AfterEach
  void close() {
    collection.close();
  }

  /** Writes documents between two good ones; how many were kept unchanged and refused. */
  private record Outcome(int kept, List<SemblanceException> refused) {
    void requireAllKept(int count) {
      assertThat(refused).isEmpty();
      assertThat(kept).isEqualTo(count);
    }
  }

  private Outcome write(List<SourceDocument> documents) {
    List<SourceDocument> all = new ArrayList<>(documents);
    all.addFirst(SourceDocument.of("good-1", "a good text"));
    all.addLast(SourceDocument.of("good-2", "another good text"));
    List<ChangeResult> results =
        collection.write(all.stream().<Change>map(Change.Upsert::new).toList(), Progress.NONE);
    collection.refresh();
    assertThat(results.getFirst().isSuccess() && results.getLast().isSuccess()).isTrue();
    int kept = -2;
    List<SemblanceException> refused = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      SourceDocument document = all.get(i);
      Optional<SourceDocument> found =
          collection.find(document.id()).map(VersionedDocument::document);
      if (results.get(i).status() == Status.REJECTED) {
        refused.add(results.get(i).problem());
        assertThat(found).isEmpty();
      } else {
        assertThat(found).as(document.id()).contains(document);
        kept++;
      }
    }
    refused.forEach(
        problem -> assertThat(problem.code()).isIn(ErrorCode.INVALID_REQUEST, ErrorCode.CONFLICT));
    return new Outcome(kept, refused);
  }

  private void assertRefused(Map<String, Object> fields, String... parts) {
    Outcome outcome = write(List.of(new SourceDocument("bad", fields)));
    assertThat(outcome.refused()).as("%s", fields.keySet()).hasSize(1);
    assertThat(outcome.refused().getFirst().getMessage()).contains(parts);
  }

  @Test
  void idsMayHoldAnyCharacters() {
    List<String> ids =
        new ArrayList<>(
            List.of(
                " ",
                "\0",
                "a\0b",
                "\n",
                "\r\n",
                "\t",
                "../../etc/passwd",
                "\"",
                "\\",
                "'; DROP",
                "a/b",
                "e\u0301",
                "\u00e9",
                "\u202eabc",
                "\u0645\u0631\u062d\u0628\u0627",
                "\ufeff",
                "\uffff",
                "\u200b",
                "{}",
                "null",
                "%00",
                "x".repeat(512),
                "\u00e9".repeat(256),
                "\ud83d\ude00".repeat(128)));
    for (int plane = 0; plane <= 16; plane++) {
      ids.add(Character.toString(plane * 0x10000 + 0x41));
      ids.add(Character.toString(plane * 0x10000 + 0xfffd));
    }
    List<String> distinct = List.copyOf(new LinkedHashSet<>(ids));

    write(distinct.stream().map(id -> SourceDocument.of(id, "text")).toList())
        .requireAllKept(distinct.size());

    for (String id : distinct) {
      Filter itself = new Filter.Comparison("id", Operator.EQ, new Literal.Text(id));
      List<String> found = new ArrayList<>();
      collection.forEach(itself, document -> found.add(document.document().id()));
      assertThat(found).containsExactly(id);
    }
    List<Change> deletes = distinct.stream().<Change>map(Change.Delete::new).toList();
    assertThat(collection.write(deletes, Progress.NONE))
        .allMatch(result -> result.status() == Status.DELETED);
    collection.refresh();
    assertThat(collection.size()).isEqualTo(2);
    System.out.println(distinct.size() + " hostile ids: all kept, found by filter, deleted");
  }

  @Test
  void idsThatCannotBeKeptAreRefused() {
    for (String id :
        List.of("", "x".repeat(513), "\ud83d\ude00".repeat(129), "\ud800", "a\udc00b")) {
      assertRefusedAtOnce(() -> SourceDocument.of(id, "text"), "a document id must");
      assertRefusedAtOnce(() -> new Change.Delete(id), "a document id must");
    }
  }

  private static void assertRefusedAtOnce(ThrowingCallable call, String part) {
    assertThatThrownBy(call).isInstanceOf(SemblanceException.class).hasMessageContaining(part);
  }

  @Test
  void aDocumentMayHaveAHundredThousandFields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    IntStream.range(0, 100_000).forEach(i -> fields.put("field \u0000 " + i, i));
    fields.put("text", "many fields");

    write(List.of(new SourceDocument("wide", fields))).requireAllKept(1);
  }

  @Test
  void aDocumentMayHaveTwentyMegabytes() {
    String text = "word ".repeat(100) + "x".repeat(20 << 20);
    String undeclared = "y".repeat(20 << 20);
    SourceDocument inText = SourceDocument.of("long", text);
    SourceDocument inField =
        new SourceDocument("heavy", Map.of("text", "short", "payload", undeclared));

    write(List.of(inText, inField)).requireAllKept(2);

    assertThat(ids(collection.search(SearchRequest.of("word", SearchMode.LEXICAL, 5))))
        .containsExactly("long");
  }

  @Test
  void valuesMayBeDeepAndHuge() {
    Object deep = "bottom";
    for (int i = 0; i < 999; i++) {
      deep = i % 2 == 0 ? List.of(deep) : Map.of("k", deep);
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("deep", deep);
    fields.put("huge", BigInteger.TEN.pow(5000));
    fields.put("long", Long.MIN_VALUE);
    fields.put("double", Double.MIN_VALUE);
    fields.put("nothing", null);
    fields.put("lone", "a\ud800b");
    fields.put("", "empty name");

    write(List.of(new SourceDocument("odd", fields))).requireAllKept(1);
  }

  @Test
  void valuesThatAreNotJsonAreRefused() {
    assertRefused(Map.of("object", new Object()), "bad", "JSON");
    Map<String, Object> itself = new HashMap<>();
    itself.put("self", itself);
    assertRefused(Map.of("cycle", itself), "bad", "JSON");
    assertRefused(Map.of("number", Double.NaN), "bad", "JSON");
    assertRefused(Map.of("number", Double.NEGATIVE_INFINITY), "bad", "JSON");
    Object deep = "bottom";
    for (int i = 0; i < 100_000; i++) {
      deep = List.of(deep);
    }
    assertRefused(Map.of("deep", deep), "bad", "JSON");
  }

  @Test
  void declaredFieldsRefuseWhatTheyCannotCompare() {
    assertRefused(Map.of("day", "2026-02-30"), "'day'", "2026-02-30");
    assertRefused(Map.of("day", "+99999-01-01"), "'day'", "99999");
    assertRefused(Map.of("day", 20261123), "'day'", "20261123");
    assertRefused(Map.of("whole", BigInteger.TWO.pow(63)), "'whole'", "9223372036854775808");
    assertRefused(Map.of("whole", 1.5), "'whole'", "1.5");
    assertRefused(Map.of("whole", new BigDecimal("1e999999999")), "'whole'");
    assertRefused(Map.of("real", new BigDecimal("1e999")), "'real'");
    assertRefused(Map.of("real", new BigDecimal("-1e999999999")), "'real'");
    assertRefused(Map.of("flag", "true"), "'flag'", "true");
    assertRefused(Map.of("word", "w".repeat(40_000)), "'word'", "40000");
    assertRefused(Map.of("word", "\ud800"), "'word'", "surrogate");
    assertRefused(Map.of("word", Map.of("a", "b")), "'word'");
    assertRefused(Map.of("text", List.of("not", "a", "string")), "'text'");
  }

  @Test
  void givenVectorsMustHaveADirection() {
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 0}) {
      float[] vector = new float[8];
      Arrays.fill(vector, bad);
      assertThat(write(List.of(withVector("bad", vector))).refused()).hasSize(1);
    }
    for (float extreme : new float[] {Float.MAX_VALUE, 1e19f, 1e-13f, Float.MIN_VALUE}) {
      float[] vector = new float[8];
      vector[3] = extreme;
      assertThat(write(List.of(withVector("bad", vector))).refused().getFirst())
          .hasMessageContaining("must have a length of 1.0E-12 to 1.0E18, got: ");
    }
    float[] large = new float[8];
    large[3] = 1e17f;
    collection.write(List.of(new Change.Upsert(withVector("long", large))), Progress.NONE);
    collection.refresh();
    assertThat(vector("long")[3]).isEqualTo(1);
    for (SearchMode mode : SearchMode.values()) {
      assertThat(collection.search(SearchRequest.of("good", mode, 10)).hits())
          .allMatch(hit -> Double.isFinite(hit.score()));
    }
  }

  private float[] vector(String id) {
    return collection.find(id).orElseThrow().document().passages().getFirst().vector();
  }

  private static SourceDocument withVector(String id, float[] vector) {
    return new SourceDocument(
        id, Map.of("text", "text"), List.of(new GivenPassage(new Passage("text", 0, 4), vector)));
  }

  @Test
  void patchesOfAnythingAreKeptOrRefused() {
    write(List.of());
    Map<String, Object> wrong = new HashMap<>();
    wrong.put("whole", "no number");
    List<ChangeResult> results =
        collection.write(
            List.of(
                new Change.Patch("good-1", wrong, Precondition.NONE),
                new Change.Patch("good-1", Map.of("text", 1), Precondition.NONE),
                new Change.Patch("good-1", Map.of("object", new Object()), Precondition.NONE),
                new Change.Patch("good-1", Map.of("a", Map.of("b\u0000", 1)), Precondition.NONE)),
            Progress.NONE);

    assertThat(results)
        .extracting(ChangeResult::status)
        .containsExactly(Status.REJECTED, Status.REJECTED, Status.REJECTED, Status.UPDATED);
  }

  @Test
  void stringsThatBreakPrograms() throws IOException {
    List<String> strings = naughtyStrings();
    List<SourceDocument> documents = new ArrayList<>();
    for (int i = 0; i < strings.size(); i++) {
      String string = strings.get(i);
      documents.add(
          new SourceDocument(
              "n" + i, Map.of("title", string, "text", string, "word", string, string, string)));
    }
    write(documents).requireAllKept(strings.size());
    List<SourceDocument> named = named(strings);
    write(named).requireAllKept(named.size());

    int filtersRefused = 0;
    for (String string : strings) {
      Filter equal = new Filter.Comparison("word", Operator.EQ, new Literal.Text(string));
      for (SearchMode mode : SearchMode.values()) {
        SearchResult found = collection.search(SearchRequest.of(string, mode, 5).withFilter(equal));
        assertThat(found.hits())
            .allMatch(hit -> string.equals(hit.document().fields().get("word")));
        if (mode == SearchMode.DENSE && !string.isBlank()) {
          assertThat(found.hits()).as(string).isNotEmpty();
        }
      }
      filtersRefused += parses(string) ? 0 : 1;
    }
    System.out.println(
        strings.size()
            + " naughty strings as ids, names and values of fields, texts, queries and filters: all"
            + " kept and found; as the text of a filter "
            + filtersRefused
            + " refused");
  }

  private boolean parses(String text) {
    try {
      collection.search(
          SearchRequest.of("x", SearchMode.LEXICAL, 1).withFilter(Filter.parse(text)));
      return true;
    } catch (SemblanceException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
      return false;
    }
  }

  private static List<String> naughtyStrings() throws IOException {
    requireData();
    JsonMapper json = new JsonMapper();
    List<String> strings = new ArrayList<>();
    json.readTree(DATA.resolve("blns/blns.json").toFile())
        .forEach(string -> strings.add(string.asText()));
    return strings;
  }

  /** Documents whose ids are the strings that can be one. */
  private static List<SourceDocument> named(List<String> strings) {
    return strings.stream()
        .filter(string -> !string.isEmpty())
        .filter(string -> string.getBytes(StandardCharsets.UTF_8).length <= 512)
        .distinct()
        .map(string -> SourceDocument.of(string, string, string))
        .toList();
  }

  private static void requireData() {
    boolean hasData = Files.isDirectory(DATA);
    if (Boolean.parseBoolean(System.getenv("SEMBLANCE_REQUIRE_DATA"))) {
      assertThat(hasData).as("evaluation data must be in %s", DATA).isTrue();
    }
    Assumptions.assumeTrue(hasData, "SKIPPED: evaluation data not found in " + DATA);
  }

  @Test
  void jsonThatBreaksParsersIsKeptOrRefused() throws IOException {
    requireData();
    List<SourceDocument> documents = new ArrayList<>();
    int filters = 0;
    for (Path file : jsonFiles()) {
      byte[] content = Files.readAllBytes(file);
      String text = new String(content, StandardCharsets.UTF_8);
      documents.add(SourceDocument.of("as text " + file.getFileName(), text));
      filters += parses(text) ? 1 : 0;
      try {
        Object value = lenientJson().readValue(content, Object.class);
        documents.add(
            new SourceDocument(
                "as value " + file.getFileName(), value == null ? Map.of() : Map.of("v", value)));
      } catch (IOException notJson) {
        continue;
      }
    }
    Outcome outcome = write(documents);
    System.out.println(
        documents.size()
            + " texts and values of parser tests: "
            + outcome.kept()
            + " kept, "
            + outcome.refused().size()
            + " refused; as filters "
            + filters
            + " accepted");
    assertThat(outcome.refused()).allMatch(problem -> problem.getMessage().contains("JSON"));
  }

  private static List<Path> jsonFiles() throws IOException {
    try (Stream<Path> files = Files.list(DATA.resolve("json-test-suite"))) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  private static JsonMapper lenientJson() {
    JsonMapper json = new JsonMapper();
    json.getFactory()
        .setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(900).build());
    return json;
  }

  @Test
  void everythingIsThereAfterReopening() throws IOException {
    List<SourceDocument> documents = named(naughtyStrings());
    write(documents).requireAllKept(documents.size());
    collection.close();
    collection =
        store.open(
            "hostile", ENCODER, CollectionOptions.DEFAULT.withRefreshInterval(Duration.ZERO));
    for (SourceDocument document : documents) {
      assertThat(collection.find(document.id()).map(VersionedDocument::document))
          .contains(document);
    }
  }

  private static List<String> ids(SearchResult result) {
    return result.hits().stream().map(hit -> hit.document().id()).toList();
  }
}
