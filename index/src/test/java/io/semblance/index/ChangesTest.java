package io.semblance.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.encoder.SentenceEncoder;
import io.semblance.index.ChangeResult.Status;
import io.semblance.index.filter.Filter;
import io.semblance.progress.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangesTest {
  private static final CollectionSchema SCHEMA =
      CollectionSchema.DEFAULT.withFields(Map.of("lang", FieldType.KEYWORD));

  @TempDir private Path root;
  private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
  private final SentenceEncoder encoder = new Listening(HashingEncoder.ofDimension(16), heard);
  private VectorCollection collection;

  @BeforeEach
  void open() {
    collection = new CollectionStore(root).create("changes", encoder, SCHEMA);
  }

  @AfterEach
  void close() {
    collection.close();
  }

  private List<String> takeHeard() {
    List<String> taken = List.copyOf(heard);
    heard.clear();
    return taken;
  }

  private ChangeResult write(Change change) {
    return collection.write(List.of(change), Progress.NONE).get(0);
  }

  private static Change upsert(String id, String text) {
    return new Change.Upsert(SourceDocument.of(id, text));
  }

  private VersionedDocument stored(String id) {
    collection.refresh();
    return collection.find(id).orElseThrow();
  }

  @Test
  void encodesOnlyWhatIsNewAndEqualTextsOnce() {
    collection.write(
        List.of(upsert("a", "same text"), upsert("b", "same text"), upsert("c", "another")),
        Progress.NONE);
    assertThat(takeHeard()).containsExactly("same text", "another");

    collection.refresh();
    assertThat(write(upsert("a", "same text")).status()).isEqualTo(Status.UNCHANGED);
    assertThat(write(upsert("c", "changed")).status()).isEqualTo(Status.UPDATED);
    assertThat(takeHeard()).containsExactly("changed");
  }

  @Test
  void aPatchOfMetadataKeepsTheVectors() {
    write(
        new Change.Upsert(
            new SourceDocument("a", Map.of("text", "some words", "lang", "en", "n", 1))));
    takeHeard();
    Map<String, Object> patch = new HashMap<>();
    patch.put("lang", "de");
    patch.put("n", null);

    ChangeResult result = write(new Change.Patch("a", patch, Precondition.NONE));

    assertThat(result.status()).isEqualTo(Status.UPDATED);
    assertThat(takeHeard()).isEmpty();
    assertThat(stored("a").document().fields())
        .isEqualTo(Map.of("text", "some words", "lang", "de"));
    SearchResult found =
        collection.search(
            SearchRequest.of("some words", SearchMode.DENSE, 5)
                .withFilter(Filter.parse("lang=de")));
    assertThat(found.hits().get(0).score()).isGreaterThan(0.999);
    assertThat(
            collection
                .search(
                    SearchRequest.of("some words", SearchMode.DENSE, 5)
                        .withFilter(Filter.parse("lang=en")))
                .hits())
        .isEmpty();
  }

  @Test
  void changesOfOneBatchHappenInOrder() {
    List<ChangeResult> results =
        collection.write(
            List.of(
                upsert("a", "first"),
                new Change.Patch("a", Map.of("lang", "en"), Precondition.NONE),
                upsert("a", "second"),
                new Change.Delete("b"),
                upsert("b", "text"),
                new Change.Delete("b"),
                new Change.Patch("b", Map.of("lang", "en"), Precondition.NONE),
                new Change.Patch("a", Map.of("lang", "fr"), Precondition.NONE)),
            Progress.NONE);

    assertThat(results)
        .extracting(ChangeResult::status)
        .containsExactly(
            Status.CREATED,
            Status.UPDATED,
            Status.UPDATED,
            Status.NOT_FOUND,
            Status.CREATED,
            Status.DELETED,
            Status.NOT_FOUND,
            Status.UPDATED);
    assertThat(stored("a").document().fields()).isEqualTo(Map.of("text", "second", "lang", "fr"));
    assertThat(collection.find("b")).isEmpty();
    assertThat(collection.size()).isEqualTo(1);
  }

  @Test
  void versionsGrowAndGuardAgainstLostUpdates() {
    long first = write(upsert("a", "one")).version();
    long second = write(upsert("a", "two")).version();
    assertThat(second).isGreaterThan(first);

    ChangeResult late =
        write(new Change.Upsert(SourceDocument.of("a", "three"), Precondition.version(first)));
    assertThat(late.status()).isEqualTo(Status.REJECTED);
    assertThat(late.problem())
        .hasMessage("document 'a' must have version " + first + ", it has version " + second);
    assertThat(write(new Change.Upsert(SourceDocument.of("a", "x"), Precondition.ABSENT)).problem())
        .hasMessage("document 'a' must not exist, it has version " + second);
    assertThat(write(new Change.Delete("a", Precondition.version(second))).status())
        .isEqualTo(Status.DELETED);
    assertThat(write(upsert("a", "again")).version()).isGreaterThan(second + 1);
  }

  @Test
  void versionsGoOnAfterReopening() {
    long before = write(upsert("a", "one")).version();
    write(new Change.Delete("a"));
    collection.close();
    collection = new CollectionStore(root).open("changes", encoder);

    assertThat(write(upsert("a", "one")).version()).isGreaterThan(before + 1);
  }

  @Test
  void deletesAllThatPassAFilter() {
    collection.write(
        IntStream.range(0, 100)
            .mapToObj(
                i ->
                    (Change)
                        new Change.Upsert(
                            new SourceDocument(
                                "d" + i,
                                Map.of("text", "t" + i, "lang", i % 4 == 0 ? "de" : "en"))))
            .toList(),
        Progress.NONE);

    assertThat(collection.deleteWhere(Filter.parse("lang=de"), Progress.NONE)).isEqualTo(25);

    collection.refresh();
    assertThat(collection.size()).isEqualTo(75);
  }

  @Test
  void isVisibleWithinTheRefreshInterval() throws InterruptedException {
    write(upsert("a", "text"));
    long start = System.nanoTime();
    while (collection.size() == 0 && System.nanoTime() - start < 10_000_000_000L) {
      Thread.sleep(20);
    }
    assertThat(collection.size()).isEqualTo(1);
  }

  @Test
  void refreshesOnlyWhenToldIfTheIntervalIsZero() throws InterruptedException {
    collection.close();
    collection =
        new CollectionStore(root)
            .open("changes", encoder, CollectionOptions.DEFAULT.withRefreshInterval(Duration.ZERO));
    write(upsert("a", "text"));
    Thread.sleep(1500);
    assertThat(collection.size()).isZero();
    collection.refresh();
    assertThat(collection.size()).isEqualTo(1);
  }

  @Test
  void concurrentPatchesOfOneDocumentAreAllKept() throws Exception {
    write(upsert("a", "text"));
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<ChangeResult>> results = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        Map<String, Object> field = Map.of("f" + i, i);
        results.add(threads.submit(() -> write(new Change.Patch("a", field, Precondition.NONE))));
      }
      for (Future<ChangeResult> result : results) {
        assertThat(result.get().status()).isEqualTo(Status.UPDATED);
      }
    }
    assertThat(stored("a").document().fields()).hasSize(41);
  }

  @Test
  void aDocumentWithoutTextIsFoundByItsFieldsOnly() {
    ChangeResult result =
        write(new Change.Upsert(new SourceDocument("bare", Map.of("lang", "de"))));

    assertThat(result.passages()).isZero();
    assertThat(stored("bare").document().fields()).isEqualTo(Map.of("lang", "de"));
    assertThat(collection.deleteWhere(Filter.parse("lang=de"), Progress.NONE)).isEqualTo(1);
  }

  @Test
  void keepsTheOwnersPassages() {
    String text = "first part. second part";
    SourceDocument document =
        new SourceDocument(
            "own",
            Map.of("text", text),
            List.of(
                new GivenPassage(new Passage("text", 0, 11), null),
                new GivenPassage(
                    new Passage("text", 12, 23),
                    new float[] {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0})));
    assertThat(write(new Change.Upsert(document)).passages()).isEqualTo(2);
    assertThat(takeHeard()).containsExactly("first part.");
    assertThat(stored("own").document()).isEqualTo(document);
    assertThat(write(new Change.Upsert(document)).status()).isEqualTo(Status.UNCHANGED);

    float[] query = new float[16];
    query[0] = 2;
    SearchHit hit =
        collection
            .search(SearchRequest.of(new SearchInput.Vector(query), SearchMode.DENSE, 1))
            .hits()
            .get(0);
    assertThat(hit.passages().get(0).text()).isEqualTo("second part");
    assertThat(hit.score()).isGreaterThan(0.9999);

    SourceDocument outside =
        new SourceDocument(
            "own",
            Map.of("text", "short"),
            List.of(new GivenPassage(new Passage("text", 0, 11), null)));
    assertThat(write(new Change.Upsert(outside)).problem())
        .hasMessage("a passage must end within its field, which has 5 UTF-16 units, got: 11");
  }
}
