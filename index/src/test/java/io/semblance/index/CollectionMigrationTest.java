package io.semblance.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.encoder.InputType;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.index.MigrationStatus.Phase;
import io.semblance.progress.Progress;
import io.semblance.vectors.Similarity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectionMigrationTest {
  private static final SentenceEncoder OLD = HashingEncoder.ofDimension(16);
  private static final SentenceEncoder NEW = HashingEncoder.ofDimension(24);

  @TempDir private Path root;
  private CollectionStore store;

  @BeforeEach
  void makeStore() {
    store = new CollectionStore(root);
  }

  private static List<SourceDocument> documents(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> SourceDocument.of("d" + i, "sentence number " + i + ". And another one."))
        .toList();
  }

  private void createBehindAlias(List<SourceDocument> documents) {
    try (VectorCollection collection = store.create("faq-1", OLD, CollectionSchema.DEFAULT)) {
      collection.upsert(documents, Progress.NONE);
    }
    store.setAlias("faq", "faq-1");
  }

  private void write(String name, SentenceEncoder model, Change... changes) {
    try (VectorCollection collection = store.open(name, model)) {
      collection.write(List.of(changes), Progress.NONE);
    }
  }

  private Map<String, SourceDocument> content(String name) {
    Map<String, SourceDocument> content = new TreeMap<>();
    try (VectorCollection collection = store.openWithoutModel(name, CollectionOptions.DEFAULT)) {
      collection.forEach(null, found -> content.put(found.document().id(), found.document()));
    }
    return content;
  }

  private static void assertConflict(String message, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SemblanceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
        .hasMessageContaining(message);
  }

  @Test
  void movesAnAliasToAnotherModel() {
    createBehindAlias(documents(0, 300));
    CollectionMigration migration = CollectionMigration.start(store, "faq", NEW);
    migration.copy(NEW, Progress.NONE);
    MigrationOverlap overlap = migration.compare(OLD, NEW, List.of(), 50, 10, Progress.NONE);

    assertThat(store.resolve("faq")).isEqualTo("faq-1");
    assertThat(overlap.queries()).isEqualTo(50);
    assertThat(overlap.mean()).isBetween(0.0, 1.0);
    assertThat(overlap.worst()).hasSize(5);
    assertThat(overlap.worst().getFirst().query()).startsWith("sentence number");

    migration.commit(NEW, Progress.NONE);

    assertThat(store.resolve("faq")).isEqualTo("faq-2");
    assertThat(content("faq")).isEqualTo(content("faq-1"));
    try (VectorCollection faq = store.open("faq", NEW)) {
      SearchResult found =
          faq.search(SearchRequest.of("sentence number 7. And another one.", SearchMode.DENSE, 1));
      assertThat(found.hits().getFirst().document().id()).isEqualTo("d7");
      assertThat(found.hits().getFirst().score()).isCloseTo(1, within(1e-6));
    }
    migration.finish();
    assertThat(store.names()).containsExactly("faq-2");
    assertThat(CollectionMigration.find(store, "faq")).isEmpty();
  }

  @Test
  void bringsOverWhatWasWrittenMeanwhile() {
    createBehindAlias(documents(0, 20));
    CollectionMigration migration = CollectionMigration.start(store, "faq", NEW);
    migration.copy(NEW, Progress.NONE);
    write(
        "faq",
        OLD,
        new Change.Upsert(SourceDocument.of("d3", "replaced")),
        new Change.Upsert(SourceDocument.of("added", "new")),
        new Change.Delete("d5"));
    assertThat(migration.status()).isEqualTo(new MigrationStatus(Phase.COPYING, 20, 20, 3));

    migration.compare(OLD, NEW, List.of("number 4"), 1, 5, Progress.NONE);
    migration.commit(NEW, Progress.NONE);

    assertThat(content("faq")).isEqualTo(content("faq-1")).hasSize(20).doesNotContainKey("d5");
    assertThat(content("faq").get("d3").text("text")).isEqualTo("replaced");
    assertThat(migration.status().missing()).isZero();
  }

  @Test
  void goesBackWithWhatWasWrittenSince() {
    createBehindAlias(documents(0, 20));
    CollectionMigration migration = CollectionMigration.start(store, "faq", NEW);
    migration.copy(NEW, Progress.NONE);
    migration.compare(OLD, NEW, List.of(), 10, 5, Progress.NONE);
    migration.commit(NEW, Progress.NONE);
    write(
        "faq",
        NEW,
        new Change.Upsert(SourceDocument.of("late", "written after the swap")),
        new Change.Delete("d1"));
    assertThat(migration.status()).isEqualTo(new MigrationStatus(Phase.COMMITTED, 20, 20, 2));

    migration.rollback(OLD, Progress.NONE);

    assertThat(store.resolve("faq")).isEqualTo("faq-1");
    assertThat(content("faq")).containsKey("late").doesNotContainKey("d1");
    migration.abandon();
    assertThat(store.names()).containsExactly("faq-1");
    assertThat(CollectionMigration.find(store, "faq")).isEmpty();
  }

  @Test
  void keepsTheOwnersPassagesAndEncodesThemAnew() {
    String text = "first part. second part.";
    float[] given = new float[16];
    given[3] = 1;
    SourceDocument cut =
        new SourceDocument(
            "cut",
            Map.of("text", text),
            List.of(
                new GivenPassage(new Passage("text", 0, 11), given),
                new GivenPassage(new Passage("text", 12, 24), null)));
    createBehindAlias(List.of(cut));
    CollectionMigration migration = CollectionMigration.start(store, "faq", NEW);
    migration.copy(NEW, Progress.NONE);

    assertThat(migration.status().missing()).isZero();
    assertThat(content("faq-2").get("cut").passages())
        .containsExactly(
            new GivenPassage(new Passage("text", 0, 11), null),
            new GivenPassage(new Passage("text", 12, 24), null));
    try (VectorCollection collection = store.open("faq-2", NEW)) {
      assertThat(collection.stats().passages()).isEqualTo(2);
      SearchHit hit =
          collection.search(SearchRequest.of("first part.", SearchMode.DENSE, 1)).hits().getFirst();
      assertThat(hit.score()).isCloseTo(1, within(1e-6));
    }
    migration.compare(OLD, NEW, List.of("part"), 1, 1, Progress.NONE);
    migration.commit(NEW, Progress.NONE);
    migration.rollback(OLD, Progress.NONE);
    assertThat(content("faq").get("cut")).isEqualTo(cut);
  }

  @Test
  void whoWritesHoldsUpTheCommitUntilItIsDone() {
    createBehindAlias(documents(0, 5));
    CollectionMigration migration = CollectionMigration.start(store, "faq", NEW);
    migration.copy(NEW, Progress.NONE);
    assertConflict("compare both models", () -> migration.commit(NEW, Progress.NONE));
    migration.compare(OLD, NEW, List.of(), 5, 3, Progress.NONE);
    try (VectorCollection writing = store.open("faq", OLD)) {
      writing.upsert(documents(5, 6), Progress.NONE);

      assertConflict("open for writing", () -> migration.commit(NEW, Progress.NONE));
    }
    assertThat(migration.phase()).isEqualTo(Phase.COPYING);
    migration.commit(NEW, Progress.NONE);
    assertThat(content("faq")).containsKey("d5");
  }

  @Test
  void refusesWhatCannotBeMigrated() {
    createBehindAlias(documents(0, 3));

    assertThatThrownBy(() -> CollectionMigration.start(store, "faq-1", NEW))
        .hasMessageContaining("'faq-1' is a collection");
    assertThatThrownBy(() -> CollectionMigration.start(store, "none", NEW))
        .hasMessageContaining("no collection 'none'");
    assertThatThrownBy(() -> CollectionMigration.start(store, "faq", OLD))
        .hasMessageContaining("has model 'hashing-16' already");
    CollectionMigration migration = CollectionMigration.start(store, "faq", NEW);
    assertConflict("exists already", () -> CollectionMigration.start(store, "faq", NEW));
    SentenceEncoder other = new HashingEncoder("other", 24, Similarity.COSINE);
    assertConflict("holds vectors of", () -> migration.copy(other, Progress.NONE));
    assertConflict("must be committed", migration::finish);
    store.setAlias("faq", store.names().getFirst());
    write("faq", OLD, new Change.Delete("d0"));
    store.create("third", OLD, CollectionSchema.DEFAULT).close();
    store.setAlias("faq", "third");
    assertConflict("it stands for: third", migration::phase);
  }

  /** Copies, and stops half way until it is killed. */
  static final class Copying {
    public static void main(String[] arguments) {
      CollectionMigration migration =
          CollectionMigration.find(new CollectionStore(Path.of(arguments[0])), "faq").orElseThrow();
      migration.copy(
          NEW,
          scanned -> {
            if (scanned == 19_500) {
              System.out.println("half");
              try {
                System.in.read();
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            }
          });
    }
  }

  @Test
  void anotherProcessGoesOnAfterAKill() throws Exception {
    createBehindAlias(documents(0, 20_000));
    CollectionMigration.start(store, "faq", NEW);
    try (SecondProcess other = SecondProcess.start(Copying.class, root.toString())) {
      assertThat(other.line()).isEqualTo("half");
      other.kill();
    }
    CollectionMigration migration = CollectionMigration.find(store, "faq").orElseThrow();
    long copied = migration.status().copied();
    assertThat(copied).isBetween(16_000L, 19_500L);
    List<String> encoded = new ArrayList<>();

    migration.copy(new Listening(NEW, encoded), Progress.NONE);

    assertThat(encoded).hasSize(20_000 - (int) copied);
    assertThat(migration.status()).isEqualTo(new MigrationStatus(Phase.COPYING, 20_000, 20_000, 0));
  }

  @Test
  void aDamagedStateIsNamed() throws IOException {
    createBehindAlias(documents(0, 1));
    CollectionMigration.start(store, "faq", NEW);
    Path file = root.resolve(".migration-faq.json");
    Files.writeString(file, Files.readString(file).replace("faq-2", "faq-3"));

    assertThatThrownBy(() -> CollectionMigration.find(store, "faq"))
        .hasMessageContaining(".migration-faq.json")
        .hasMessageContaining("checksum");
  }

  @Test
  void overlapIsTheShareOfHitsThatBothFind() {
    createBehindAlias(documents(0, 40));
    CollectionMigration migration = CollectionMigration.start(store, "faq", NEW);
    migration.copy(NEW, Progress.NONE);
    List<String> queries = List.of("number 3", "another one", "sentence number 12");

    MigrationOverlap overlap = migration.compare(OLD, NEW, queries, 1, 10, Progress.NONE);

    double sum = 0;
    for (String query : queries) {
      List<String> before = top(query, OLD, documents(0, 40));
      List<String> after = top(query, NEW, documents(0, 40));
      before.retainAll(after);
      sum += before.size() / 10.0;
    }
    assertThat(overlap.mean()).isCloseTo(sum / 3, within(1e-9));
  }

  private static List<String> top(
      String query, SentenceEncoder model, List<SourceDocument> documents) {
    float[] vector = model.encode(query, InputType.QUERY);
    Map<String, Double> scores = new TreeMap<>();
    for (SourceDocument document : documents) {
      float[] other = model.encode(document.text("text"), InputType.DOCUMENT);
      scores.put(document.id(), (double) Similarity.COSINE.score(vector, other));
    }
    return new ArrayList<>(
        scores.entrySet().stream()
            .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
            .limit(10)
            .map(Map.Entry::getKey)
            .toList());
  }
}
