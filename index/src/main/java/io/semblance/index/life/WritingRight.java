package io.semblance.index.life;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.LockObtainFailedException;

/** Keeps everybody, in this process and others, from writing to an index. */
public final class WritingRight {
  private WritingRight() {}

  /**
   * Works while nobody can write.
   *
   * @throws SemblanceException {@code CONFLICT} when somebody is writing
   */
  public static void hold(Path index, String collection, FolderLock.Work work) throws IOException {
    try (Directory directory = FSDirectory.open(index)) {
      Lock lock = obtain(directory, collection);
      try {
        work.run();
      } finally {
        lock.close();
      }
    }
  }

  private static Lock obtain(Directory directory, String collection) throws IOException {
    try {
      return directory.obtainLock(IndexWriter.WRITE_LOCK_NAME);
    } catch (LockObtainFailedException e) {
      throw new SemblanceException(
          ErrorCode.CONFLICT,
          "collection '" + collection + "' is open for writing; close it there first",
          e);
    }
  }
}
