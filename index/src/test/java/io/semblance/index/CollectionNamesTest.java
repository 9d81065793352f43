package io.semblance.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.encoder.SentenceEncoder;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Aliases, deletion and renaming, also from two processes at once. */
class CollectionNamesTest {
  private static final SentenceEncoder ENCODER = HashingEncoder.ofDimension(8);

  @TempDir private Path root;
  private CollectionStore store;

  @BeforeEach
  void makeStore() {
    store = new CollectionStore(root);
  }

  private void create(String name, String... ids) {
    try (VectorCollection collection = store.create(name, ENCODER, CollectionSchema.DEFAULT)) {
      collection.upsert(
          Stream.of(ids).map(id -> SourceDocument.of(id, "text " + id)).toList(), Progress.NONE);
    }
  }

  private static void assertRefused(ErrorCode code, String message, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(SemblanceException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(message);
  }

  private List<String> leftovers() throws IOException {
    try (Stream<Path> files = Files.list(root)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(".creating") || name.startsWith(".deleting"))
          .toList();
    }
  }

  @Test
  void anAliasOpensItsCollectionAndThenAnother() {
    create("v1", "old");
    create("v2", "new", "newer");
    store.setAlias("live", "v1");
    try (VectorCollection live = store.open("live", ENCODER)) {
      assertThat(live.size()).isEqualTo(1);
    }

    store.setAlias("live", "v2");

    try (VectorCollection live = store.open("live", ENCODER)) {
      assertThat(live.size()).isEqualTo(2);
    }
    assertThat(store.aliases()).containsExactly(java.util.Map.entry("live", "v2"));
    assertThat(store.resolve("live")).isEqualTo("v2");
    assertThat(store.find("live").orElseThrow().name()).isEqualTo("v2");
    assertThat(store.names()).containsExactly("v1", "v2");
  }

  @Test
  void aliasesAndCollectionsShareTheirNames() {
    create("taken");
    store.setAlias("alias", "taken");

    assertRefused(
        ErrorCode.CONFLICT, "name of a collection", () -> store.setAlias("taken", "taken"));
    assertRefused(ErrorCode.CONFLICT, "is an alias of collection 'taken'", () -> create("alias"));
    assertRefused(ErrorCode.NOT_FOUND, "no collection 'alias'", () -> store.setAlias("b", "alias"));
    assertRefused(ErrorCode.INVALID_REQUEST, "must match", () -> store.setAlias("../x", "taken"));
    assertRefused(ErrorCode.NOT_FOUND, "no alias 'none'", () -> store.removeAlias("none"));
    store.removeAlias("alias");
    assertRefused(ErrorCode.NOT_FOUND, "no collection 'alias'", () -> store.resolve("alias"));
  }

  @Test
  void deletesACollectionWithAllItsFiles() throws IOException {
    create("gone", "a");
    create("kept", "b");

    store.delete("gone");

    assertThat(store.names()).containsExactly("kept");
    assertThat(root.resolve("gone")).doesNotExist();
    assertThat(leftovers()).isEmpty();
    create("gone", "again");
  }

  @Test
  void doesNotDeleteWhatAnAliasStandsFor() {
    create("v1");
    store.setAlias("live", "v1");

    assertRefused(ErrorCode.CONFLICT, "an alias stands for it: live", () -> store.delete("v1"));
    assertRefused(ErrorCode.CONFLICT, "'live' is an alias", () -> store.delete("live"));
    assertRefused(ErrorCode.NOT_FOUND, "no collection 'nothing'", () -> store.delete("nothing"));
    assertThat(store.names()).containsExactly("v1");
  }

  @Test
  void doesNotDeleteWhatThisProcessWrites() {
    try (VectorCollection written = store.create("busy", ENCODER, CollectionSchema.DEFAULT)) {
      written.upsert(List.of(SourceDocument.of("a", "text")), Progress.NONE);

      assertRefused(ErrorCode.CONFLICT, "open for writing", () -> store.delete("busy"));
      assertRefused(
          ErrorCode.CONFLICT, "open for writing", () -> store.moveBehindAlias("busy", "other"));
    }
    store.delete("busy");
  }

  /** Opens a collection, writes, and waits. */
  static final class Holding {
    public static void main(String[] arguments) throws IOException {
      try (VectorCollection collection =
          new CollectionStore(Path.of(arguments[0])).open("busy", ENCODER)) {
        collection.upsert(List.of(SourceDocument.of("b", "text")), Progress.NONE);
        System.out.println("holding");
        System.in.read();
      }
    }
  }

  @Test
  void doesNotDeleteWhatAnotherProcessWrites() throws Exception {
    create("busy", "a");
    try (SecondProcess other = SecondProcess.start(Holding.class, root.toString())) {
      assertThat(other.line()).isEqualTo("holding");

      assertRefused(ErrorCode.CONFLICT, "open for writing", () -> store.delete("busy"));

      other.kill();
      store.delete("busy");
    }
    assertThat(store.names()).isEmpty();
  }

  @Test
  void aCollectionThatWasReplacedIsNotWrittenTo() {
    create("name", "a");
    try (VectorCollection stale =
        store.open(
            "name",
            ENCODER,
            CollectionOptions.DEFAULT.withRefreshInterval(java.time.Duration.ZERO))) {
      store.delete("name");
      create("name", "b");

      List<SourceDocument> change = List.of(SourceDocument.of("stray", "text"));
      assertRefused(
          ErrorCode.EXPIRED,
          "was deleted, renamed or replaced",
          () -> stale.upsert(change, Progress.NONE));
      assertRefused(ErrorCode.EXPIRED, "open it again", stale::refresh);
      assertThat(stale.find("a")).isPresent();
    }
    try (VectorCollection fresh = store.open("name", ENCODER)) {
      assertThat(fresh.find("stray")).isEmpty();
      assertThat(fresh.find("b")).isPresent();
    }
  }

  @Test
  void movesACollectionBehindAnAliasOfItsName() {
    create("faq", "a");
    store.setAlias("second", "faq");

    store.moveBehindAlias("faq", "faq-1");

    assertThat(store.names()).containsExactly("faq-1");
    assertThat(store.aliases())
        .containsExactly(
            java.util.Map.entry("faq", "faq-1"), java.util.Map.entry("second", "faq-1"));
    try (VectorCollection faq = store.open("faq", ENCODER)) {
      assertThat(faq.find("a")).isPresent();
    }
    assertRefused(
        ErrorCode.NOT_FOUND, "no collection 'faq'", () -> store.moveBehindAlias("faq", "x"));
  }

  /** Sets fifty aliases. */
  static final class Naming {
    public static void main(String[] arguments) {
      CollectionStore store = new CollectionStore(Path.of(arguments[0]));
      for (int i = 0; i < 50; i++) {
        store.setAlias(arguments[1] + i, "target");
      }
    }
  }

  @Test
  void twoProcessesAndTwoThreadsLoseNoAlias() throws Exception {
    create("target");
    try (SecondProcess other = SecondProcess.start(Naming.class, root.toString(), "other")) {
      Thread thread = new Thread(() -> Naming.main(new String[] {root.toString(), "thread"}));
      thread.start();
      Naming.main(new String[] {root.toString(), "own"});
      thread.join();
      assertThat(other.exitCode()).isZero();
    }
    assertThat(store.aliases()).hasSize(150);
  }

  /** Begins a collection and dies. */
  static final class Dying {
    public static void main(String[] arguments) throws IOException {
      new CollectionStore(Path.of(arguments[0]))
          .publish(
              "never",
              folder -> {
                Files.writeString(folder.resolve("half"), "written");
                System.out.println("filling");
                System.in.read();
              });
    }
  }

  @Test
  void whatAKilledProcessBeganIsRemovedButNotWhatALivingOneBegan() throws Exception {
    try (SecondProcess living = SecondProcess.start(Dying.class, root.toString());
        SecondProcess dying = SecondProcess.start(Dying.class, root.toString())) {
      assertThat(living.line() + dying.line()).isEqualTo("fillingfilling");
      assertThat(leftovers()).hasSize(2);

      dying.kill();
      create("next");

      assertThat(leftovers()).hasSize(1);
      living.kill();
      store.delete("next");
      assertThat(leftovers()).isEmpty();
    }
    assertThat(store.names()).isEmpty();
  }

  @Test
  void aDamagedAliasFileIsNamed() throws IOException {
    create("v1");
    store.setAlias("live", "v1");
    Path file = root.resolve("aliases.json");
    Files.writeString(file, Files.readString(file).replace("v1", "v2"));

    assertRefused(ErrorCode.STORAGE_FAILURE, "aliases.json", () -> store.resolve("live"));
  }

  @Test
  void withoutItsModelACollectionAnswersVectorsAndWordsOnly() {
    create("faq", "a");
    try (VectorCollection faq = store.openWithoutModel("faq", CollectionOptions.DEFAULT)) {
      assertThat(faq.search(SearchRequest.of("text", SearchMode.LEXICAL, 5)).hits()).hasSize(1);
      assertThat(
              faq.search(
                      SearchRequest.of(
                          new SearchInput.Vector(new float[] {1, 2, 3, 4, 5, 6, 7, 8}),
                          SearchMode.DENSE,
                          5))
                  .hits())
          .hasSize(1);
      assertRefused(
          ErrorCode.CONFLICT,
          "opened without its model",
          () -> faq.search(SearchRequest.of("text", SearchMode.DENSE, 5)));
      assertRefused(
          ErrorCode.CONFLICT,
          "opened without its model",
          () -> faq.upsert(List.of(SourceDocument.of("b", "new text")), Progress.NONE));
    }
  }
}
