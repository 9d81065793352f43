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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotFolderTest {
  private static final SentenceEncoder ENCODER = HashingEncoder.ofDimension(16);

  @TempDir private Path root;
  private CollectionStore store;
  private SnapshotFolder snapshots;

  @BeforeEach
  void makeFolders() {
    store = new CollectionStore(root.resolve("collections"));
    snapshots = new SnapshotFolder(root.resolve("snapshots"));
  }

  private static List<SourceDocument> documents(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> SourceDocument.of("d" + i, "text number " + i))
        .toList();
  }

  private void create(String name, int documents) {
    try (VectorCollection collection = store.create(name, ENCODER, CollectionSchema.DEFAULT)) {
      collection.upsert(documents(0, documents), Progress.NONE);
    }
  }

  private Map<String, SourceDocument> content(String name) {
    Map<String, SourceDocument> content = new TreeMap<>();
    try (VectorCollection collection = store.open(name, ENCODER)) {
      collection.forEach(null, found -> content.put(found.document().id(), found.document()));
    }
    return content;
  }

  private static void assertStorageFailure(String message, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SemblanceException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_FAILURE))
        .hasMessageContaining(message);
  }

  @Test
  void restoresACollectionAsItWas() {
    create("faq", 100);
    Map<String, SourceDocument> before = content("faq");
    Snapshot snapshot = snapshots.take(store, "faq", Progress.NONE).snapshot();
    try (VectorCollection changed = store.open("faq", ENCODER)) {
      changed.upsert(documents(50, 150), Progress.NONE);
      changed.write(List.of(new Change.Delete("d1")), Progress.NONE);
    }

    snapshots.restore(snapshot.id(), store, "restored", Progress.NONE);

    assertThat(content("restored")).isEqualTo(before);
    assertThat(snapshot.documents()).isEqualTo(100);
    assertThat(snapshot.passages()).isEqualTo(100);
    assertThat(snapshots.list()).containsExactly(snapshot);
    try (VectorCollection restored = store.open("restored", ENCODER)) {
      restored.upsert(documents(100, 101), Progress.NONE);
      assertThat(
              restored
                  .search(SearchRequest.of("text number 7", SearchMode.DENSE, 1))
                  .hits()
                  .getFirst()
                  .document()
                  .id())
          .isEqualTo("d7");
    }
  }

  @Test
  void aSecondSnapshotStoresOnlyWhatIsNew() {
    create("faq", 1000);
    SnapshotFolder.Taken first = snapshots.take(store, "faq", Progress.NONE);
    try (VectorCollection changed = store.open("faq", ENCODER)) {
      changed.upsert(documents(1000, 1001), Progress.NONE);
    }
    SnapshotFolder.Taken second = snapshots.take(store, "faq", Progress.NONE);
    SnapshotFolder.Taken third = snapshots.take(store, "faq", Progress.NONE);

    assertThat(second.newBytes()).isPositive().isLessThan(first.newBytes() / 2);
    assertThat(third.newFiles()).isZero();
    assertThat(snapshots.verify(Progress.NONE).problems()).isEmpty();
  }

  @Test
  void deletingASnapshotKeepsWhatOthersNeed() throws IOException {
    create("faq", 100);
    Snapshot first = snapshots.take(store, "faq", Progress.NONE).snapshot();
    try (VectorCollection changed = store.open("faq", ENCODER)) {
      changed.upsert(documents(100, 200), Progress.NONE);
      changed.optimize(1, Progress.NONE);
    }
    Snapshot second = snapshots.take(store, "faq", Progress.NONE).snapshot();

    assertThat(snapshots.delete(first.id())).isPositive();

    assertThat(snapshots.list()).containsExactly(second);
    snapshots.restore(second.id(), store, "restored", Progress.NONE);
    assertThat(content("restored")).hasSize(200);
    assertThat(snapshots.delete(second.id())).isEqualTo(second.bytes());
    try (Stream<Path> left = Files.list(root.resolve("snapshots/files"))) {
      assertThat(left).isEmpty();
    }
    assertThatThrownBy(() -> snapshots.delete(second.id())).hasMessageContaining("no snapshot");
  }

  /** A snapshot must hold each document that was acknowledged before it began. */
  @Test
  void aSnapshotOfACollectionInUseHoldsWhatWasAcknowledged() throws Exception {
    create("busy", 0);
    List<Integer> acknowledged = new ArrayList<>(List.of(0));
    try (VectorCollection busy = store.open("busy", ENCODER)) {
      Thread writer =
          new Thread(
              () -> {
                for (int i = 0; i < 1000; i += 50) {
                  busy.upsert(documents(i, i + 50), Progress.NONE);
                  synchronized (acknowledged) {
                    acknowledged.set(0, i + 50);
                  }
                }
              });
      writer.start();
      for (int i = 0; writer.isAlive(); i++) {
        int before;
        synchronized (acknowledged) {
          before = acknowledged.getFirst();
        }
        Snapshot snapshot = snapshots.take(store, "busy", Progress.NONE).snapshot();
        String name = "restored-" + i;
        snapshots.restore(snapshot.id(), store, name, Progress.NONE);
        Map<String, SourceDocument> content = content(name);
        assertThat(content.size()).isEqualTo(snapshot.documents()).isGreaterThanOrEqualTo(before);
        documents(0, before)
            .forEach(document -> assertThat(content).containsEntry(document.id(), document));
        store.delete(name);
        snapshots.delete(snapshot.id());
      }
    }
  }

  /** Writes and merges without a pause until it is killed. */
  static final class Writing {
    public static void main(String[] arguments) {
      try (VectorCollection busy =
          new CollectionStore(Path.of(arguments[0])).open("busy", ENCODER)) {
        System.out.println("writing");
        for (int i = 0; ; i = (i + 20) % 2000) {
          busy.upsert(documents(i, i + 20), Progress.NONE);
          busy.write(List.of(new Change.Delete("d" + i)), Progress.NONE);
          if (i % 200 == 0) {
            busy.optimize(1, Progress.NONE);
          }
        }
      }
    }
  }

  @Test
  void aSnapshotCanBeTakenWhileAnotherProcessWritesAndMerges() throws Exception {
    create("busy", 10);
    try (SecondProcess other = SecondProcess.start(Writing.class, store.root().toString())) {
      assertThat(other.line()).isEqualTo("writing");
      for (int i = 0; i < 5; i++) {
        Snapshot snapshot = snapshots.take(store, "busy", Progress.NONE).snapshot();
        snapshots.restore(snapshot.id(), store, "copy-" + i, Progress.NONE);
        assertThat(content("copy-" + i)).hasSize((int) snapshot.documents());
      }
      other.kill();
    }
    assertThat(snapshots.verify(Progress.NONE).problems()).isEmpty();
  }

  /** Takes a snapshot that stops half way. */
  static final class Stalling {
    public static void main(String[] arguments) {
      CollectionStore store = new CollectionStore(Path.of(arguments[0]));
      new SnapshotFolder(Path.of(arguments[1]))
          .take(
              store,
              "faq",
              done -> {
                if (done > 3000) {
                  System.out.println("stalled");
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
  void aKilledSnapshotIsNotListedAndLeavesNothingForGood() throws Exception {
    create("faq", 200);
    try (SecondProcess other =
        SecondProcess.start(Stalling.class, store.root().toString(), snapshots.root().toString())) {
      assertThat(other.line()).isEqualTo("stalled");
      other.kill();
    }
    assertThat(snapshots.list()).isEmpty();

    Snapshot snapshot = snapshots.take(store, "faq", Progress.NONE).snapshot();
    assertThat(snapshots.list()).containsExactly(snapshot);
    assertThat(snapshots.delete(snapshot.id())).isGreaterThanOrEqualTo(snapshot.bytes());
    try (Stream<Path> left = Files.list(root.resolve("snapshots/files"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aFlippedByteInAnyFileIsFoundAndNothingIsServed() throws IOException {
    create("faq", 50);
    Snapshot snapshot = snapshots.take(store, "faq", Progress.NONE).snapshot();
    int turn = 0;
    for (Snapshot.StoredFile file : snapshot.files()) {
      Path path = root.resolve("snapshots/files").resolve(file.sha256());
      byte[] whole = Files.readAllBytes(path);
      byte[] damaged = whole.clone();
      damaged[List.of(0, whole.length / 2, whole.length - 1).get(turn++ % 3)] ^= 1;
      Files.write(path, damaged);

      assertStorageFailure(
          file.name(), () -> snapshots.restore(snapshot.id(), store, "restored", Progress.NONE));
      assertThat(snapshots.verify(Progress.NONE).problems())
          .singleElement()
          .asString()
          .contains(file.sha256());
      assertThat(store.names()).containsExactly("faq");
      Files.delete(path);
      assertStorageFailure(
          "is missing", () -> snapshots.restore(snapshot.id(), store, "restored", Progress.NONE));
      Files.write(path, whole);
    }
    snapshots.restore(snapshot.id(), store, "restored", Progress.NONE);
  }

  @Test
  void aFlippedByteInASnapshotsListIsFound() throws IOException {
    create("faq", 5);
    Snapshot snapshot = snapshots.take(store, "faq", Progress.NONE).snapshot();
    Path file = root.resolve("snapshots/snapshots").resolve(snapshot.id() + ".json");
    byte[] whole = Files.readAllBytes(file);
    for (int position = 0; position < whole.length; position += 29) {
      if (Character.isWhitespace(whole[position])) {
        continue; // between the values, where it means nothing
      }
      byte[] damaged = whole.clone();
      damaged[position] ^= 1;
      Files.write(file, damaged);

      assertStorageFailure(
          snapshot.id(), () -> snapshots.restore(snapshot.id(), store, "restored", Progress.NONE));
    }
    assertThat(snapshots.verify(Progress.NONE).problems()).hasSize(1);
    assertThat(store.names()).containsExactly("faq");
  }

  @Test
  void takingASnapshotAgainMendsADamagedFile() throws IOException {
    create("faq", 50);
    Snapshot snapshot = snapshots.take(store, "faq", Progress.NONE).snapshot();
    Path path = root.resolve("snapshots/files").resolve(snapshot.files().getFirst().sha256());
    byte[] damaged = Files.readAllBytes(path);
    damaged[0] ^= 1;
    Files.write(path, damaged);

    snapshots.take(store, "faq", Progress.NONE);

    assertThat(snapshots.verify(Progress.NONE).problems()).isEmpty();
  }

  @Test
  void noNameLeavesItsFolder() {
    String sum = "0".repeat(64);
    for (String name : new String[] {"../x", "/etc/passwd", "a/b", "..", ".hidden", "a\\b", ""}) {
      assertThatThrownBy(() -> new Snapshot.StoredFile(name, 1, sum))
          .isInstanceOf(SemblanceException.class);
    }
    assertThatThrownBy(() -> new Snapshot.StoredFile("a", 1, "../" + sum))
        .isInstanceOf(SemblanceException.class);
    assertThatThrownBy(() -> snapshots.find("../x")).hasMessageContaining("must match");
  }

  @Test
  void doesNotRestoreOverACollectionOrAnAlias() {
    create("faq", 5);
    store.setAlias("live", "faq");
    Snapshot snapshot = snapshots.take(store, "live", Progress.NONE).snapshot();

    for (String taken : new String[] {"faq", "live"}) {
      assertThatThrownBy(() -> snapshots.restore(snapshot.id(), store, taken, Progress.NONE))
          .isInstanceOfSatisfying(
              SemblanceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
    }
  }

  @Test
  void aCancelledSnapshotIsNone() {
    create("faq", 50);
    Progress cancelled =
        new Progress() {
          @Override
          public void advancedTo(long done) {}

          @Override
          public boolean isCancelled() {
            return true;
          }
        };

    assertThatThrownBy(() -> snapshots.take(store, "faq", cancelled))
        .hasMessageContaining("was cancelled");
    assertThat(snapshots.list()).isEmpty();
    Snapshot snapshot = snapshots.take(store, "faq", Progress.NONE).snapshot();
    assertThatThrownBy(() -> snapshots.restore(snapshot.id(), store, "copy", cancelled))
        .hasMessageContaining("was cancelled");
    assertThat(store.names()).containsExactly("faq");
  }
}
