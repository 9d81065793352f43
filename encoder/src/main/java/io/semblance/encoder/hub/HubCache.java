package io.semblance.encoder.hub;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The models in the cache: which there are, whether they are intact, and how to be rid of them.
 * Opens no socket. To remove a model while it is downloaded or loaded is the caller's mistake.
 *
 * @param folder the cache's
 */
public record HubCache(Path folder) {
  private static final String MODELS = "models--";

  /** All snapshots of all models, by name and commit. */
  public List<CachedSnapshot> snapshots() {
    List<CachedSnapshot> found = new ArrayList<>();
    for (Path entry : entries()) {
      String name = String.valueOf(entry.getFileName());
      String id = name.replaceFirst(MODELS, "").replaceFirst("--", "/");
      if (name.startsWith(MODELS) && HubId.isValid(id)) {
        addSnapshots(repository(new HubId(HubId.Kind.MODEL, id)), found);
      }
    }
    return found;
  }

  private List<Path> entries() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      throw new SemblanceException(
          ErrorCode.STORAGE_FAILURE, "cannot read the cache " + folder + ": " + e, e);
    }
  }

  private void addSnapshots(CachedRepository repository, List<CachedSnapshot> found) {
    Map<String, List<String>> revisions = revisions(repository);
    for (String commit : commits(repository)) {
      long bytes = 0;
      for (String path : repository.files(commit)) {
        bytes += size(repository, repository.snapshot(commit).resolve(path));
      }
      found.add(
          new CachedSnapshot(
              repository.id(),
              commit,
              revisions.getOrDefault(commit, List.of()),
              bytes,
              repository.snapshot(commit)));
    }
  }

  private static long size(CachedRepository repository, Path file) {
    return repository.onDisk(() -> Files.size(file));
  }

  private static List<String> commits(CachedRepository repository) {
    return repository.list(repository.snapshots()).stream()
        .map(path -> String.valueOf(path.getFileName()))
        .filter(Revision::isCommit)
        .toList();
  }

  private static Map<String, List<String>> revisions(CachedRepository repository) {
    Map<String, List<String>> byCommit = new HashMap<>();
    Path refs = repository.refs();
    for (Path ref : repository.tree(refs)) {
      String name = CachedRepository.slashed(refs.relativize(ref));
      if (Files.isRegularFile(ref) && RepositoryPath.isSafe(name)) {
        repository
            .commit(new Revision(name))
            .ifPresent(
                commit -> byCommit.computeIfAbsent(commit, key -> new ArrayList<>()).add(name));
      }
    }
    return byCommit;
  }

  /**
   * Removes a model, or one commit of it with the blobs that no other commit uses.
   *
   * @param revision which commit; null means all of the model
   * @return bytes that were freed
   * @throws SemblanceException {@code NOT_FOUND} when the cache has no such model or revision,
   *     {@code STORAGE_FAILURE} when it cannot be removed
   */
  public long remove(HubId id, @Nullable Revision revision) {
    CachedRepository repository = existing(id);
    long before = used(repository);
    if (revision == null) {
      deleteTree(repository, repository.root());
    } else {
      removeCommit(repository, revision);
    }
    return before - used(repository);
  }

  private void removeCommit(CachedRepository repository, Revision revision) {
    List<String> commits = commits(repository);
    String commit =
        repository
            .commit(revision)
            .filter(commits::contains)
            .orElseThrow(
                () ->
                    SemblanceException.notFound(
                        "the cache has no revision '%s' of '%s'; it has the commits %s"
                            .formatted(revision, repository.id(), commits)));
    for (String name : revisions(repository).getOrDefault(commit, List.of())) {
      repository.onDisk(() -> Files.deleteIfExists(repository.refs().resolve(name)));
    }
    deleteTree(repository, repository.snapshot(commit));
    deleteTree(repository, repository.root().resolve(".no_exist").resolve(commit));
    List<Path> used = new ArrayList<>();
    for (Path file : repository.tree(repository.snapshots())) {
      if (Files.isRegularFile(file)) {
        used.add(file);
      }
    }
    for (Path blob : repository.blobFiles()) {
      if (!CachedRepository.isIncomplete(blob) && !repository.onDisk(() -> isOneOf(blob, used))) {
        repository.onDisk(() -> Files.deleteIfExists(blob));
      }
    }
  }

  /** Through symbolic links, and for hard links too. */
  private static boolean isOneOf(Path blob, Collection<Path> files) throws IOException {
    for (Path file : files) {
      if (Files.isSameFile(blob, file)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Compares the bytes of each blob of a model with the hash that is its name.
   *
   * @throws SemblanceException {@code NOT_FOUND} when the cache has no such model
   */
  public List<BlobCheck> verify(HubId id) {
    return new CacheAudit(existing(id)).run();
  }

  private CachedRepository existing(HubId id) {
    CachedRepository repository = repository(id);
    if (!Files.isDirectory(repository.root())) {
      throw SemblanceException.notFound(
          "the cache %s has no model '%s'; see those that it has with: semblance models list"
              .formatted(folder, id));
    }
    return repository;
  }

  private CachedRepository repository(HubId id) {
    return new CachedRepository(folder, id);
  }

  private static void deleteTree(CachedRepository repository, Path root) {
    for (Path path : repository.tree(root)) {
      repository.onDisk(() -> Files.deleteIfExists(path));
    }
  }

  /** Bytes on disk, those with several names once. */
  private static long used(CachedRepository repository) {
    Map<Object, Long> sizes = new HashMap<>();
    for (Path path : repository.tree(repository.root())) {
      BasicFileAttributes file =
          repository.onDisk(
              () ->
                  Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
      if (file.isRegularFile()) {
        sizes.put(file.fileKey() == null ? path : file.fileKey(), file.size());
      }
    }
    return sizes.values().stream().mapToLong(Long::longValue).sum();
  }
}
