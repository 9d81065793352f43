package io.semblance.index.life;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
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
