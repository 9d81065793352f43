package io.semblance.encoder.hub;

import java.nio.file.Path;
import java.util.List;

/**
 * One commit of a repository in the cache.
 *
 * @param id the repository
 * @param commit 40 hexadecimal digits
 * @param revisions branches and tags that meant this commit when they were last asked for, sorted
 * @param bytes size of its files; what it shares with other commits counts for each
 * @param folder where its files are
 */
public record CachedSnapshot(
    HubId id, String commit, List<String> revisions, long bytes, Path folder) {
  public CachedSnapshot {
    revisions = List.copyOf(revisions);
  }
}
