package io.semblance.encoder.hub;

import io.semblance.encoder.folder.CpuFeatures;
import io.semblance.encoder.folder.GraphChoice;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings files of the hub into the cache, and finds them there. Offline, and for a commit whose
 * files are in the cache, it opens no socket. Downloads of one file by several threads or processes
 * wait for each other; a broken one goes on where it ended.
 *
 * <p>Safe for many threads.
 */
public final class HubClient implements AutoCloseable {
  /** Files that show a repository's commit where the hub has no metadata service. */
  private static final List<String> LIKELY_FILES =
      List.of("config.json", "modules.json", "README.md");

  private final HubOptions options;
  private @Nullable HubTransport transport;

  /** Makes a client, which touches neither network nor disk until it is asked for something. */
  public HubClient(HubOptions options) {
    this.options = options;
  }

  /**
   * Gives the path of one file in the cache, and fetches it if it must.
   *
   * @param path relative to the repository, with {@code /} between its parts
   * @return a link into the cache; read it, do not write to it
   * @throws SemblanceException {@code NOT_FOUND} when there is no such repository, revision or
   *     file, or it is not in the cache and the client is offline; {@code INVALID_REQUEST} when the
   *     repository is gated; {@code OVERLOADED} when the hub cannot be reached or is busy; {@code
   *     MODEL_FAILURE} for damaged files; {@code STORAGE_FAILURE} when the cache cannot be written;
   *     {@code CANCELLED} by the listener
   */
  public Path file(HubId id, Revision revision, String path, DownloadListener listener) {
    if (!RepositoryPath.isSafe(path)) {
      throw SemblanceException.invalid(
          "the path of a file must lie inside the repository, got: '" + path + "'");
    }
    CachedRepository repository = new CachedRepository(options.cache(), id);
    Optional<Path> cached =
        repository.commit(revision).flatMap(commit -> repository.file(commit, path));
    if (cached.isPresent() && (options.offline() || revision.isCommit())) {
      return cached.get();
    }
    HubFailure failure = new HubFailure(options, id, revision);
    if (options.offline()) {
      throw failure.notCached("the file '" + path + "'");
    }
    try {
      return download(repository, api(id, revision, listener), revision, path, listener);
    } catch (IOException e) {
      return fallBack(cached, listener, failure.unreachable(e));
    } catch (SemblanceException e) {
      return fallBack(cached, listener, e);
    }
  }

  /** A hub that is down or busy is no reason to stop where the cache has a copy. */
  private static <T> T fallBack(
      Optional<T> cached, DownloadListener listener, SemblanceException failure) {
    if (failure.code() != ErrorCode.OVERLOADED || cached.isEmpty()) {
      throw failure;
    }
    Throwable cause = failure.getCause();
    listener.usingCache(
        cause == null ? String.valueOf(failure.getMessage()) : HubFailure.reason(cause));
    return cached.get();
  }

  private Path download(
      CachedRepository repository,
      HubApi api,
      Revision revision,
      String path,
      DownloadListener listener)
      throws IOException {
    switch (api.head(path)) {
      case HubApi.Head.Missing missing -> {
        if (missing.commit() != null) {
          repository.markMissing(missing.commit(), path);
        }
        throw api.failure().fileNotFound(path);
      }
      case HubApi.Head.Found found -> {
        Path file = obtain(repository, api, found.file(), listener);
        repository.writeCommit(revision, found.file().commit());
        return file;
      }
    }
  }

  private Path obtain(
      CachedRepository repository, HubApi api, RemoteFile file, DownloadListener listener) {
    Optional<Path> cached = repository.file(file.commit(), file.path());
    return cached.orElseGet(
        () ->
            repository.onDisk(
                () ->
                    HubLock.holding(
                        repository.lock(file.etag()),
                        listener,
                        () -> {
                          new BlobDownload(api, options, repository, file, listener).run();
                          return repository.publish(file, options.symlinks());
                        })));
  }

  /**
   * Gives the snapshot of a model with all files that it takes to run it, and fetches those that
   * are missing.
   *
   * @param choice which ONNX graph
   * @throws SemblanceException as {@link #file} does, and {@code MODEL_FAILURE} when the model has
   *     no graph that fits
   */
  public HubSnapshot model(
      HubId id, Revision revision, GraphChoice choice, DownloadListener listener) {
    CachedRepository repository = new CachedRepository(options.cache(), id);
    HubFailure failure = new HubFailure(options, id, revision);
    if (options.offline()) {
      String commit = repository.commit(revision).orElseThrow(() -> failure.notCached("the model"));
      return offline(repository, commit, revision, choice);
    }
    if (revision.isCommit() && isComplete(repository, revision.name(), choice)) {
      return snapshot(repository, revision.name(), revision);
    }
    try {
      RemoteFiles files = open(repository, revision, listener);
      new ModelFiles(files, choice, CpuFeatures.ofThisMachine()).fetch();
      repository.writeCommit(revision, files.commit());
      return snapshot(repository, files.commit(), revision);
    } catch (IOException e) {
      return fallBack(whole(repository, revision, choice), listener, failure.unreachable(e));
    } catch (SemblanceException e) {
      return fallBack(whole(repository, revision, choice), listener, e);
    }
  }

  private static Optional<HubSnapshot> whole(
      CachedRepository repository, Revision revision, GraphChoice choice) {
    return repository
        .commit(revision)
        .filter(commit -> isComplete(repository, commit, choice))
        .map(commit -> snapshot(repository, commit, revision));
  }

  /**
   * The snapshot of a model as far as the cache has it, whole or not. Opens no socket.
   *
   * @return empty when the cache has nothing of this revision
   */
  public Optional<HubSnapshot> cached(HubId id, Revision revision) {
    CachedRepository repository = new CachedRepository(options.cache(), id);
    return repository
        .commit(revision)
        .filter(commit -> !repository.files(commit).isEmpty())
        .map(commit -> snapshot(repository, commit, revision));
  }

  private static HubSnapshot snapshot(
      CachedRepository repository, String commit, Revision revision) {
    return new HubSnapshot(
        repository.snapshot(commit), repository.id().name(), revision.name(), commit);
  }

  private HubSnapshot offline(
      CachedRepository repository, String commit, Revision revision, GraphChoice choice) {
    try {
      select(repository, commit, choice);
      return snapshot(repository, commit, revision);
    } catch (SemblanceException e) {
      throw new SemblanceException(
          ErrorCode.NOT_FOUND,
          "offline, and the cached copy is not whole: %s; fetch the rest with the network on: semblance models pull %s"
              .formatted(e.getMessage(), repository.id()),
          e);
    }
  }

  private static boolean isComplete(
      CachedRepository repository, String commit, GraphChoice choice) {
    try {
      select(repository, commit, choice);
      return true;
    } catch (SemblanceException e) {
      return false; // the reason does not matter: the hub is asked instead
    }
  }

  /** Goes through the files of a snapshot as a download would; fails where one is missing. */
  private static void select(CachedRepository repository, String commit, GraphChoice choice) {
    LocalFiles files = new LocalFiles(repository, commit);
    repository.onDisk(
        () -> {
          new ModelFiles(files, choice, CpuFeatures.ofThisMachine()).fetch();
          return files;
        });
  }

  private RemoteFiles open(
      CachedRepository repository, Revision revision, DownloadListener listener)
      throws IOException {
    HubApi api = api(repository.id(), revision, listener);
    Optional<RemoteListing> listing = api.list();
    String commit = listing.isPresent() ? listing.get().commit() : commitByFiles(api);
    Set<String> paths = listing.map(RemoteListing::paths).orElse(null);
    if (repository.commit(revision).isEmpty()) {
      repository.writeCommit(revision, commit); // an older commit stays until the new one is whole
    }
    return new RemoteFiles(
        repository, api, commit, paths, file -> obtain(repository, api, file, listener));
  }

  private static String commitByFiles(HubApi api) throws IOException {
    for (String path : LIKELY_FILES) {
      switch (api.head(path)) {
        case HubApi.Head.Found found -> {
          return found.file().commit();
        }
        case HubApi.Head.Missing missing -> {
          if (missing.commit() != null) {
            return missing.commit();
          }
        }
      }
    }
    throw api.failure().notAHub("it has no list of files and none of " + LIKELY_FILES);
  }

  private HubApi api(HubId id, Revision revision, DownloadListener listener) {
    return new HubApi(transport(), options, id, revision, listener);
  }

  /** Made on first use: whoever is offline has nothing that could open a socket. */
  private synchronized HubTransport transport() {
    if (transport == null) {
      transport = new HubTransport(options);
    }
    return transport;
  }

  @Override
  public synchronized void close() {
    if (transport != null) {
      transport.close();
    }
  }
}
