package io.semblance.index.life;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.LockObtainFailedException;

/** The files of a Lucene index: whether they are whole, and what their failures mean to people. */
public final class IndexFiles {
  private IndexFiles() {}

  /**
   * Reads every file of the last commit and compares checksums.
   *
   * @throws IOException that names the first damaged file
   */
  public static void verify(Directory directory) throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      for (LeafReaderContext leaf : reader.leaves()) {
        leaf.reader().checkIntegrity();
      }
    }
  }

  /** Bytes of a file; 0 when a writer has just removed it. */
  static long bytes(Directory directory, String file) throws IOException {
    try {
      return directory.fileLength(file);
    } catch (NoSuchFileException | FileNotFoundException e) {
      return 0;
    }
  }

  static long bytesOf(Directory directory, Collection<String> files) throws IOException {
    long bytes = 0;
    for (String file : files) {
      bytes += bytes(directory, file);
    }
    return bytes;
  }

  /** Bytes of the files that are there but not in a list. */
  static long bytes(Directory directory, Set<String> without) throws IOException {
    List<String> files = new ArrayList<>(List.of(directory.listAll()));
    files.removeAll(without);
    return bytesOf(directory, files);
  }

  /**
   * A failure of the disk as people should hear of it.
   *
   * @param action what could not be done, as in "cannot {action} collection"
   */
  public static SemblanceException failure(String action, String collection, IOException cause) {
    return new SemblanceException(
        ErrorCode.STORAGE_FAILURE,
        "cannot " + action + " collection '" + collection + "': " + reason(cause),
        cause);
  }

  private static String reason(IOException cause) {
    if (cause instanceof LockObtainFailedException) {
      return "another process is writing to it";
    }
    if (cause instanceof CorruptIndexException
        || cause instanceof EOFException
        || cause instanceof NoSuchFileException
        || cause instanceof IndexFormatTooOldException
        || cause instanceof IndexFormatTooNewException) {
      return "a file is damaged or missing, restore a snapshot or index again: "
          + innermost(cause).getMessage();
    }
    return cause.toString();
  }

  /** Lucene wraps the exception that names the file in others that do not. */
  private static Throwable innermost(Throwable thrown) {
    Throwable cause = thrown.getCause();
    return cause == null || cause.getMessage() == null ? thrown : innermost(cause);
  }
}
