package io.semblance.encoder.hub;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One repository's folder in the cache:
 *
 * <pre>
 * models--ORG--NAME/
 *   refs/REVISION               the revision's commit, 40 hexadecimal digits and nothing else
 *   blobs/ETAG                  the files' bytes, each once
 *   snapshots/COMMIT/PATH       relative symbolic link to its blob; a real file where links cannot be
 *   .no_exist/COMMIT/PATH       empty: the commit has no such file
 * .locks/models--ORG--NAME/ETAG.lock
 * </pre>
 *
 * What is complete appears by an atomic rename.
 *
 * @param cache the whole cache's folder
 * @param id the repository
 */
record CachedRepository(Path cache, HubId id) {
  private static final int COMMIT_LENGTH = 40;

  Path root() {
    return cache.resolve(id.folderName());
  }

  Path refs() {
    return root().resolve("refs");
  }

  Path blobs() {
    return root().resolve("blobs");
  }

  Path snapshots() {
    return root().resolve("snapshots");
  }

  Path snapshot(String commit) {
    return snapshots().resolve(commit);
  }

  Path blob(String etag) {
    return blobs().resolve(etag);
  }

  /**
   * Where a blob's bytes are gathered. Not the Python client's name for the same: the two cannot
   * see each other's locks, so they must not write to one file.
   */
  Path incomplete(String etag) {
    return blobs().resolve(etag + ".semblance.incomplete");
  }

  Path lock(String etag) {
    return cache.resolve(".locks").resolve(id.folderName()).resolve(etag + ".lock");
  }

  /** The commit of a revision as far as the cache knows. */
  Optional<String> commit(Revision revision) {
    if (revision.isCommit()) {
      return Optional.of(revision.name());
    }
    Path ref = RepositoryPath.resolve(refs(), revision.name());
    return onDisk(() -> readRef(ref));
  }

  private static Optional<String> readRef(Path ref) throws IOException {
    return Files.isRegularFile(ref) && Files.size(ref) <= 2 * COMMIT_LENGTH
        ? Optional.of(Files.readString(ref, StandardCharsets.UTF_8).strip())
            .filter(Revision::isCommit)
        : Optional.empty();
  }

  /** Remembers a revision's commit, for the days without a network. */
  void writeCommit(Revision revision, String commit) {
    if (revision.isCommit() || commit(revision).filter(commit::equals).isPresent()) {
      return;
    }
    Path ref = RepositoryPath.resolve(refs(), revision.name());
    onDisk(
        () -> {
          Files.createDirectories(ref.getParent());
          Path temporary = root().resolve(".ref-" + UUID.randomUUID());
          Files.writeString(temporary, commit);
          return Files.move(temporary, ref, StandardCopyOption.ATOMIC_MOVE);
        });
  }

  /** A file of a snapshot, if it is there whole. */
  Optional<Path> file(String commit, String path) {
    return Optional.of(RepositoryPath.resolve(snapshot(commit), path)).filter(Files::isRegularFile);
  }

  /** Paths of all files of a snapshot. */
  Set<String> files(String commit) {
    Path folder = snapshot(commit);
    return Files.isDirectory(folder) ? onDisk(() -> walk(folder)) : Set.of();
  }

  private static Set<String> walk(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile)
          .map(file -> slashed(folder.relativize(file)))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** Names of the blobs, whole and incomplete ones. */
  List<Path> blobFiles() {
    return list(blobs());
  }

  static boolean isIncomplete(Path blob) {
    return String.valueOf(blob.getFileName()).endsWith(".incomplete");
  }

  List<Path> list(Path folder) {
    return Files.isDirectory(folder) ? onDisk(() -> entries(folder)) : List.of();
  }

  private static List<Path> entries(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }

  /** A folder and everything below it, deepest first; links are not followed. */
  List<Path> tree(Path folder) {
    return Files.exists(folder, LinkOption.NOFOLLOW_LINKS)
        ? onDisk(() -> deepestFirst(folder))
        : List.of();
  }

  private static List<Path> deepestFirst(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.sorted(Comparator.reverseOrder()).toList();
    }
  }

  static String slashed(Path relative) {
    return relative.toString().replace(relative.getFileSystem().getSeparator(), "/");
  }

  boolean isKnownMissing(String commit, String path) {
    return Files.exists(missingMarker(commit, path));
  }

  /** Remembers that a commit has no such file; not in a cache that only others may write to. */
  void markMissing(String commit, String path) {
    Path marker = missingMarker(commit, path);
    if (Files.exists(marker) || (Files.exists(root()) && !Files.isWritable(root()))) {
      return;
    }
    onDisk(
        () -> {
          Files.createDirectories(marker.getParent());
          return Files.write(marker, new byte[0]);
        });
  }

  private Path missingMarker(String commit, String path) {
    return RepositoryPath.resolve(root().resolve(".no_exist").resolve(commit), path);
  }

  /** Makes a whole blob appear in a snapshot, and gives its path there. */
  Path publish(RemoteFile file, boolean symlinks) throws IOException {
    Path blob = blob(file.etag());
    Path link = RepositoryPath.resolve(snapshot(file.commit()), file.path());
    Path folder = Objects.requireNonNull(link.getParent(), "a file in a snapshot has a folder");
    Files.createDirectories(folder);
    if (Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
      if (Files.exists(link) && Files.isSameFile(link, blob)) {
        return link;
      }
      Files.delete(link); // dangling, or of an older state
    }
    if (!symlinks || !linked(link, folder, blob)) {
      placeRealFile(link, blob);
    }
    return link;
  }

  private static boolean linked(Path link, Path folder, Path blob) throws IOException {
    try {
      Files.createSymbolicLink(link, folder.relativize(blob));
      return true;
    } catch (FileAlreadyExistsException e) {
      return true; // another process was first
    } catch (UnsupportedOperationException | FileSystemException e) {
      return false; // Windows without the right to make links, or a file system without them
    }
  }

  /** Work on the disk, whose failures must not be taken for the network's. */
  <T> T onDisk(DiskWork<T> work) {
    try {
      return work.run();
    } catch (IOException | UncheckedIOException e) {
      throw new SemblanceException(
          ErrorCode.STORAGE_FAILURE,
          "the cache folder %s cannot be used: %s; choose another with HF_HUB_CACHE"
              .formatted(root(), e),
          e);
    }
  }

  /** A second name for the same bytes where the file system has that, else the bytes themselves. */
  private static void placeRealFile(Path target, Path blob) throws IOException {
    try {
      Files.createLink(target, blob);
    } catch (FileAlreadyExistsException e) {
      return; // another process was first
    } catch (UnsupportedOperationException | FileSystemException e) {
      Files.move(blob, target, StandardCopyOption.ATOMIC_MOVE);
    }
  }
}
