package io.semblance.encoder.hub;

import io.semblance.error.SemblanceException;
import java.nio.file.Path;
import java.util.List;

/**
 * What the cache holds of one commit. Opens no socket.
 *
 * @param repository the cached repository
 * @param commit 40 hexadecimal digits
 */
record LocalFiles(CachedRepository repository, String commit) implements RepositoryFiles {
  @Override
  public HubId id() {
    return repository.id();
  }

  @Override
  public Path folder() {
    return repository.snapshot(commit);
  }

  @Override
  public boolean has(String path) {
    return repository.file(commit, path).isPresent();
  }

  @Override
  public List<String> startingWith(String prefix) {
    return repository.files(commit).stream()
        .filter(path -> path.startsWith(prefix) && !path.equals(prefix))
        .toList();
  }

  @Override
  public void fetch(String path) {
    if (!has(path)) {
      throw SemblanceException.notFound("the cached copy of '" + id() + "' has no " + path);
    }
  }
}
