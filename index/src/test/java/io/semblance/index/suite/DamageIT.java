package io.semblance.index.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.index.Change;
import io.semblance.index.CollectionOptions;
import io.semblance.index.CollectionStore;
import io.semblance.index.SearchMode;
import io.semblance.index.SearchRequest;
import io.semblance.index.VectorCollection;
import io.semblance.index.VersionedDocument;
import io.semblance.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Damages every file of a collection in turn, each in many ways, and opens it. */
class DamageIT {
  private static final long SEED = 20261123;
  private static final String COLLECTION = "damaged";
  private static final String MANIFEST = "manifest.json";
  private static final CollectionOptions VERIFIED =
      CollectionOptions.DEFAULT.withRefreshInterval(Duration.ZERO).withVerify(true);

  @TempDir private Path root;
  private Path original;
  private Answers expected;

  /** What a collection says. */
  private record Answers(Set<VersionedDocument> documents, List<String> found) {
    static Answers of(VectorCollection collection) {
      Set<VersionedDocument> documents = new HashSet<>();
      collection.forEach(null, documents::add);
      List<String> found = new ArrayList<>();
      for (SearchMode mode : SearchMode.values()) {
        collection
            .search(SearchRequest.of("w1 w2 w3 w4 w5", mode, 50))
            .hits()
            .forEach(hit -> found.add(hit.document().id() + " " + hit.score()));
      }
      return new Answers(documents, found);
    }
  }

  /** Several segments with deletes, texts of many passages and of none, and metadata. */
  @BeforeEach
  void makeCollection() {
    CollectionStore store = new CollectionStore(root.resolve("original"));
    try (VectorCollection collection =
        store.create(COLLECTION, ScriptedDocument.ENCODER, ScriptedDocument.SCHEMA)) {
      for (int segment = 0; segment < 3; segment++) {
        collection.write(upserts(60 * segment, 40), Progress.NONE);
      }
      collection.write(
          List.of(new Change.Delete("d3"), new Change.Delete("d63"), new Change.Delete("d64")),
          Progress.NONE);
      collection.refresh();
      expected = Answers.of(collection);
    }
    original = store.root().resolve(COLLECTION);
  }

  private static List<Change> upserts(int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(i -> new ScriptedDocument("d" + i, i, i).upsert())
        .toList();
  }

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void aDamagedFileIsNamedAndNothingOfItIsServed() throws IOException {
    Set<String> used = usedFiles();
    Map<String, Integer> refused = new TreeMap<>();
    Set<String> kindsOfFiles = new HashSet<>();
    Random random = new Random(SEED);
    List<String> wrong = new ArrayList<>();
    int harmless = 0;
    for (Path file : files(original)) {
      boolean isNewKind = kindsOfFiles.add(kind(file));
      if (!isNewKind && !Effort.isLong()) {
        continue;
      }
      for (Damage damage : damages(file, used, random)) {
        if (used.contains(file.getFileName().toString())) {
          wrong(file, damage).ifPresent(wrong::add);
          refused.merge(damage.kind(), 1, Integer::sum);
        } else {
          requireHarmless(file, damage);
          harmless++;
        }
      }
    }
    assertThat(wrong).isEmpty();
    System.out.println(
        refused.values().stream().mapToInt(Integer::intValue).sum()
            + " damages to "
            + kindsOfFiles.size()
            + " kinds of files: all refused by name ("
            + refused
            + "), "
            + harmless
            + " to files that are not used: harmless");
    assertThat(kindsOfFiles).contains(MANIFEST, "segments", "liv", "vec", "vex", "fdt");
  }

  private static String kind(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith("segments")
        ? "segments"
        : name.startsWith("_") ? name.substring(name.lastIndexOf('.') + 1) : name;
  }

  private Set<String> usedFiles() throws IOException {
    try (FSDirectory directory = FSDirectory.open(original.resolve("index"))) {
      Set<String> used = new HashSet<>(SegmentInfos.readLatestCommit(directory).files(true));
      used.add(MANIFEST);
      return used;
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static List<Damage> damages(Path file, Set<String> used, Random random)
      throws IOException {
    try (Stream<Path> folder = Files.list(file.getParent())) {
      boolean isUsed = used.contains(file.getFileName().toString());
      List<String> others =
          folder
              .filter(other -> Files.isRegularFile(other) && !other.equals(file))
              .map(other -> other.getFileName().toString())
              .filter(name -> used.contains(name) == isUsed)
              .sorted()
              .toList();
      return Damage.of(file, others, Effort.tries(1, 6), random);
    }
  }

  /** What opening does wrong, if anything. */
  private Optional<String> wrong(Path file, Damage damage) throws IOException {
    CollectionStore store = damaged(file, damage);
    String what = file.getFileName() + " after " + damage + ": ";
    try (VectorCollection collection = store.open(COLLECTION, ScriptedDocument.ENCODER, VERIFIED)) {
      boolean same = Answers.of(collection).equals(expected);
      return Optional.of(what + "opened" + (same ? "" : " and serves wrong data"));
    } catch (SemblanceException e) {
      boolean named = names(file, damage).stream().anyMatch(e.getMessage()::contains);
      return named && e.code() == expectedCode(file, damage)
          ? Optional.empty()
          : Optional.of(what + e.code() + " " + e.getMessage());
    } catch (RuntimeException | Error e) {
      return Optional.of(what + e);
    }
  }

  /** A folder without a manifest is no collection. */
  private static ErrorCode expectedCode(Path file, Damage damage) {
    return damage instanceof Damage.Deletion && file.endsWith(MANIFEST)
        ? ErrorCode.NOT_FOUND
        : ErrorCode.STORAGE_FAILURE;
  }

  /** A folder without its {@code segments_N} only shows that there is none. */
  private static List<String> names(Path file, Damage damage) {
    String name = file.getFileName().toString();
    List<String> names = new ArrayList<>(List.of(name));
    if (damage instanceof Damage.Swap swap) {
      names.add(swap.other());
    }
    if (damage instanceof Damage.Deletion && name.startsWith("segments_")) {
      names.add("segments");
    }
    if (damage instanceof Damage.Deletion && name.equals(MANIFEST)) {
      names.add("no collection '" + COLLECTION + "'");
    }
    return names;
  }

  private void requireHarmless(Path file, Damage damage) throws IOException {
    CollectionStore store = damaged(file, damage);
    try (VectorCollection collection = store.open(COLLECTION, ScriptedDocument.ENCODER, VERIFIED)) {
      assertThat(Answers.of(collection)).isEqualTo(expected);
    }
  }

  /** A store with a copy of the collection, damaged; it shares the files that are whole. */
  private CollectionStore damaged(Path file, Damage damage) throws IOException {
    Path copy = Files.createTempDirectory(root, "copy-");
    Path folder = copy.resolve(COLLECTION);
    Files.createDirectories(folder.resolve("index"));
    for (Path source : files(original)) {
      Path target = folder.resolve(original.relativize(source));
      if (damage.touches(file, source)) {
        Files.copy(source, target);
      } else {
        Files.createLink(target, source);
      }
    }
    damage.to(folder.resolve(original.relativize(file)));
    return new CollectionStore(copy);
  }
}
