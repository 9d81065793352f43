package io.semblance.encoder.hub;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The files of one repository at one commit: {@link LocalFiles here} or {@link RemoteFiles there}.
 */
sealed interface RepositoryFiles permits LocalFiles, RemoteFiles {
  HubId id();

  /** The snapshot's folder on this disk. */
  Path folder();

  boolean has(String path) throws IOException;

  /** Files whose paths start with {@code prefix}, without that path itself, sorted. */
  List<String> startingWith(String prefix) throws IOException;

  /**
   * Sees to it that a file is in {@link #folder()}.
   *
   * @throws io.semblance.error.SemblanceException {@code NOT_FOUND} when the repository lacks it
   * @throws IOException when the network fails
   */
  void fetch(String path) throws IOException;
}
