package io.semblance.encoder.hub;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One commit's files on the hub. What exists is read from the hub's list of files, or asked file by
 * file where the hub has no such list; what the cache knows is not asked.
 */
final class RemoteFiles implements RepositoryFiles {
  private static final List<String> DATA_SUFFIXES = List.of("_data", ".data");

  private final CachedRepository repository;
  private final HubApi api;
  private final String commit;
  private final @Nullable Set<String> listed;
  private final Fetcher fetcher;

  /** Brings a file's bytes into the cache. */
  @FunctionalInterface
  interface Fetcher {
    Path fetch(RemoteFile file);
  }

  RemoteFiles(
      CachedRepository repository,
      HubApi api,
      String commit,
      @Nullable Set<String> listed,
      Fetcher fetcher) {
    this.repository = repository;
    this.api = api;
    this.commit = commit;
    this.listed = listed;
    this.fetcher = fetcher;
  }

  String commit() {
    return commit;
  }

  @Override
  public HubId id() {
    return repository.id();
  }

  @Override
  public Path folder() {
    return repository.snapshot(commit);
  }

  @Override
  public boolean has(String path) throws IOException {
    if (listed != null) {
      if (!listed.contains(path)) {
        repository.markMissing(commit, path);
      }
      return listed.contains(path);
    }
    if (repository.file(commit, path).isPresent()) {
      return true;
    }
    return !repository.isKnownMissing(commit, path) && isThere(api.head(commit, path), path);
  }

  private boolean isThere(HubApi.Head head, String path) {
    if (head instanceof HubApi.Head.Missing) {
      repository.markMissing(commit, path);
      return false;
    }
    return true;
  }

  @Override
  public List<String> startingWith(String prefix) throws IOException {
    if (listed != null) {
      return listed.stream()
          .filter(path -> path.startsWith(prefix) && !path.equals(prefix))
          .sorted()
          .toList();
    }
    List<String> found = new ArrayList<>();
    for (String suffix : DATA_SUFFIXES) {
      if (has(prefix + suffix)) {
        found.add(prefix + suffix);
      }
    }
    return found;
  }

  @Override
  public void fetch(String path) throws IOException {
    if (repository.file(commit, path).isPresent()) {
      return;
    }
    switch (api.head(commit, path)) {
      case HubApi.Head.Missing missing -> throw api.failure().fileNotFound(path);
      case HubApi.Head.Found found -> {
        Path unused = fetcher.fetch(found.file());
      }
    }
  }
}
