package io.semblance.clustering.pairs;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A folder of temporary files, made when the first one is, gone when closed. */
final class ScratchFolder implements AutoCloseable {
  private static final String PREFIX = "semblance-pairs-";

  private final @Nullable Path parent;
  private @Nullable Path folder;
  private int files;

  /**
   * Makes nothing yet.
   *
   * @param parent where the folder is made; null for the system's temporary folder
   */
  ScratchFolder(@Nullable Path parent) {
    this.parent = parent;
  }

  /** Deletes what runs that were killed have left in a folder that nobody else uses now. */
  static void deleteLeftovers(Path parent) {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path folder : folders) {
        delete(folder);
      }
    } catch (IOException e) {
      throw failure("cannot clear " + parent, e);
    }
  }

  /** The path of a new file. */
  synchronized Path newFile() {
    try {
      if (folder == null) {
        folder =
            parent == null
                ? Files.createTempDirectory(PREFIX)
                : Files.createTempDirectory(parent, PREFIX);
      }
      return folder.resolve("run-" + files++);
    } catch (IOException e) {
      throw failure("cannot make a folder for found pairs", e);
    }
  }

  static SemblanceException failure(String what, IOException cause) {
    return new SemblanceException(
        ErrorCode.STORAGE_FAILURE, what + ": " + cause.getMessage(), cause);
  }

  @Override
  public synchronized void close() {
    if (folder != null) {
      try {
        delete(folder);
      } catch (IOException e) {
        throw failure("cannot delete " + folder, e);
      }
      folder = null;
    }
  }

  private static void delete(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
