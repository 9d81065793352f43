package io.semblance.index;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.index.life.FileStore;
import io.semblance.index.life.FileStore.Counted;
import io.semblance.index.life.FolderLock;
import io.semblance.index.life.OpenedCommit;
import io.semblance.index.life.SealedJson;
import io.semblance.progress.Progress;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * Copies of collections as they were at some moments. Each content of a file is kept once, so a
 * snapshot of a collection that changed little takes little. Safe for many threads and processes;
 * one at a time takes or deletes a snapshot.
 *
 * <p>The folder holds {@code files/}, each named by the SHA-256 of its content, and {@code
 * snapshots/}, one small JSON file with a checksum for each snapshot, written last. It may be on
 * another disk.
 *
 * @param root the folder; made when the first snapshot is taken
 */
public record SnapshotFolder(Path root) {
  private static final String SUFFIX = ".json";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** What taking a snapshot did. */
  public record Taken(Snapshot snapshot, int newFiles, long newBytes) {}

  /**
   * What a check found.
   *
   * @param snapshots whose files were read
   * @param files that were read
   * @param problems what is damaged or missing, in sentences; empty when all is well
   */
  public record Verification(int snapshots, int files, List<String> problems) {
    public Verification {
      problems = List.copyOf(problems);
    }
  }

  /**
   * Takes a snapshot of what is on disk of a collection at this moment: of every change that was
   * acknowledged before. The collection may be open and written to, in this process or another.
   *
   * @param name of a collection or an alias
   * @param progress told how many bytes were read
   * @throws SemblanceException {@code NOT_FOUND}, {@code STORAGE_FAILURE}, {@code CANCELLED}; then
   *     there is no snapshot
   */
  public Taken take(CollectionStore store, String name, Progress progress) {
    String collection = store.resolve(name);
    Path folder = store.root().resolve(collection);
    List<Taken> taken = new ArrayList<>(1);
    holding(
        "take a snapshot of '" + collection + "'",
        () -> taken.add(copy(folder, new Counted("taking a snapshot", progress))));
    return taken.getFirst();
  }

  private Taken copy(Path folder, Counted progress) throws IOException {
    CollectionManifest manifest = CollectionManifest.read(folder);
    List<Snapshot.StoredFile> files = new ArrayList<>();
    int newFiles = 0;
    long newBytes = 0;
    try (OpenedCommit commit = OpenedCommit.of(folder.resolve(VectorCollection.INDEX_FOLDER))) {
      manifest.requireSameIn(folder);
      for (Map.Entry<String, FileChannel> file : commit.files().entrySet()) {
        FileStore.Added added = store().add(file.getKey(), file.getValue(), progress);
        files.add(added.file());
        newFiles += added.isNew() ? 1 : 0;
        newBytes += added.isNew() ? added.file().length() : 0;
      }
      store().force();
      Snapshot snapshot =
          new Snapshot(
              Snapshot.FORMAT_VERSION,
              newId(manifest.name()),
              manifest,
              Instant.now(),
              commit.documents(),
              commit.passages(),
              files);
      Files.createDirectories(manifests());
      SealedJson.write(file(snapshot.id()), snapshot);
      return new Taken(snapshot, newFiles, newBytes);
    }
  }

  private static String newId(String collection) {
    int random = ThreadLocalRandom.current().nextInt(1 << 16);
    return collection
        + "-"
        + TIME.format(Instant.now())
        + "-"
        + String.format(Locale.ROOT, "%04x", random);
  }

  private FileStore store() {
    return new FileStore(root.resolve("files"));
  }

  private Path manifests() {
    return root.resolve("snapshots");
  }

  private Path file(String id) {
    Snapshot.requireId(id);
    return manifests().resolve(id + SUFFIX);
  }

  /**
   * All snapshots, oldest first.
   *
   * @throws SemblanceException {@code STORAGE_FAILURE} that names the first damaged one
   */
  public List<Snapshot> list() {
    return ids().stream()
        .map(this::find)
        .sorted(java.util.Comparator.comparing(Snapshot::created).thenComparing(Snapshot::id))
        .toList();
  }

  private List<String> ids() {
    if (!Files.isDirectory(manifests())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(manifests())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw failure("list snapshots", e);
    }
  }

  /**
   * A snapshot by its id.
   *
   * @throws SemblanceException {@code NOT_FOUND}; {@code STORAGE_FAILURE} when it is damaged
   */
  public Snapshot find(String id) {
    if (!Files.exists(file(id))) {
      throw SemblanceException.notFound("no snapshot '" + id + "' in " + root);
    }
    Snapshot snapshot =
        SealedJson.read(
            file(id),
            Snapshot.class,
            content -> requireFormat(id, content.path("formatVersion").asInt()));
    if (!snapshot.id().equals(id)) {
      throw new SemblanceException(
          ErrorCode.STORAGE_FAILURE,
          "cannot use " + file(id) + ": it is of snapshot '" + snapshot.id() + "'");
    }
    return snapshot;
  }

  private void requireFormat(String id, int version) {
    if (version != Snapshot.FORMAT_VERSION) {
      throw new SemblanceException(
          ErrorCode.STORAGE_FAILURE,
          "cannot use "
              + file(id)
              + ": its format version must be "
              + Snapshot.FORMAT_VERSION
              + ", got: "
              + version);
    }
  }

  /**
   * Makes a collection of a snapshot. Every file is compared with its checksum while it is copied;
   * the collection appears when all are whole.
   *
   * @param name of the new collection, must be free
   * @param progress told how many bytes were copied
   * @return what the new collection was made with
   * @throws SemblanceException {@code CONFLICT} when the name is taken; {@code STORAGE_FAILURE}
   *     that names a damaged or missing file, and then there is no new collection; {@code
   *     CANCELLED}
   */
  public CollectionManifest restore(
      String id, CollectionStore store, String name, Progress progress) {
    Snapshot snapshot = find(id);
    CollectionManifest manifest = snapshot.collection().copiedAs(name);
    Counted counted = new Counted("restoring", progress);
    store.publish(
        name,
        folder -> {
          try {
            fill(folder, snapshot, manifest, counted);
          } catch (IOException e) {
            throw failure("restore snapshot '" + id + "'", e);
          }
        });
    return manifest;
  }

  private void fill(Path folder, Snapshot snapshot, CollectionManifest manifest, Counted progress)
      throws IOException {
    Path index = Files.createDirectories(folder.resolve(VectorCollection.INDEX_FOLDER));
    for (Snapshot.StoredFile file : snapshot.files()) {
      store().restore(file, index.resolve(file.name()), progress);
    }
    try (OpenedCommit commit = OpenedCommit.of(index)) {
      if (commit.documents() != snapshot.documents()) {
        throw new IOException(
            "it lists " + snapshot.documents() + " documents and holds " + commit.documents());
      }
    }
    SealedJson.forceFolder(index);
    manifest.write(folder);
  }

  /**
   * Removes a snapshot, and the files that no other one needs.
   *
   * @return how many bytes were freed
   * @throws SemblanceException {@code NOT_FOUND}; {@code STORAGE_FAILURE} when another snapshot is
   *     damaged, since nobody knows what it needs: delete that one first
   */
  public long delete(String id) {
    List<Long> freed = new ArrayList<>(1);
    holding(
        "delete snapshot '" + id + "'",
        () -> {
          if (!Files.exists(file(id))) {
            throw SemblanceException.notFound("no snapshot '" + id + "' in " + root);
          }
          Set<String> needed = neededWithout(id);
          Files.delete(file(id));
          SealedJson.forceFolder(manifests());
          freed.add(store().retain(needed));
        });
    return freed.getFirst();
  }

  private Set<String> neededWithout(String id) {
    Set<String> needed = new HashSet<>();
    ids().stream()
        .filter(other -> !other.equals(id))
        .forEach(other -> find(other).files().forEach(file -> needed.add(file.sha256())));
    return needed;
  }

  /**
   * Reads every file of every snapshot and compares checksums.
   *
   * @param progress told how many bytes were read
   */
  public Verification verify(Progress progress) {
    Counted counted = new Counted("verifying snapshots", progress);
    List<String> problems = new ArrayList<>();
    Map<String, Boolean> whole = new HashMap<>();
    List<String> ids = ids();
    for (String id : ids) {
      try {
        verify(find(id), whole, problems, counted);
      } catch (SemblanceException e) {
        if (e.code() != ErrorCode.STORAGE_FAILURE) {
          throw e;
        }
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    return new Verification(ids.size(), whole.size(), problems);
  }

  private void verify(
      Snapshot snapshot, Map<String, Boolean> whole, List<String> problems, Counted progress) {
    for (Snapshot.StoredFile file : snapshot.files()) {
      String problem = "snapshot '" + snapshot.id() + "': ";
      try {
        Boolean known = whole.get(file.sha256());
        boolean isWhole = known == null ? store().isWhole(file, progress) : known;
        whole.put(file.sha256(), isWhole);
        if (!isWhole) {
          problems.add(problem + store().damaged(file, "is damaged or missing"));
        }
      } catch (IOException e) {
        problems.add(problem + store().damaged(file, "cannot be read: " + e));
      }
    }
  }

  private void holding(String action, FolderLock.Work work) {
    try {
      FolderLock.hold(root, work);
    } catch (IOException e) {
      throw failure(action, e);
    }
  }

  private SemblanceException failure(String action, IOException cause) {
    return new SemblanceException(
        ErrorCode.STORAGE_FAILURE, "cannot " + action + " (folder " + root + "): " + cause, cause);
  }
}
