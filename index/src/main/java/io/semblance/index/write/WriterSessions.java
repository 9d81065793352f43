package io.semblance.index.write;

import java.io.Closeable;
import java.io.IOException;
import java.util.function.Supplier;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;

/**
 * The session of the moment: opened by the first change, and again by the first one after a
 * failure. Safe for many threads.
 */
final class WriterSessions implements Closeable {
  private final Directory directory;
  private final Supplier<IndexWriterConfig> settings;
  private final Runnable requireSame;
  private final Runnable onLoss;
  private @Nullable WriterSession current;
  private boolean closed;

  /**
   * Opens nothing yet.
   *
   * @param requireSame throws when the directory no longer belongs to the collection that was
   *     opened
   * @param onLoss called when a session failed, before the next one begins: what it had not
   *     committed is gone
   */
  WriterSessions(
      Directory directory,
      Supplier<IndexWriterConfig> settings,
      Runnable requireSame,
      Runnable onLoss) {
    this.directory = directory;
    this.settings = settings;
    this.requireSame = requireSame;
    this.onLoss = onLoss;
  }

  synchronized WriterSession current() throws IOException {
    if (closed) {
      throw new AlreadyClosedException("the collection is closed");
    }
    if (current != null && current.hasFailed()) {
      WriterSession failed = current;
      current = null;
      onLoss.run();
      failed.close();
    }
    if (current == null) {
      current = open();
    }
    return current;
  }

  private WriterSession open() throws IOException {
    requireSame.run(); // opening a writer would make a folder that is gone
    IndexWriter writer = new IndexWriter(directory, settings.get().setOpenMode(OpenMode.APPEND));
    try {
      requireSame.run(); // from here on nobody can take it away
      return new WriterSession(writer);
    } catch (IOException e) {
      writer.rollback();
      throw e;
    } catch (RuntimeException e) {
      writer.rollback();
      throw WriterSession.asFailure(writer, e);
    }
  }

  /** The session if one is open. */
  synchronized @Nullable WriterSession peek() {
    return current == null || current.hasFailed() ? null : current;
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    if (current != null) {
      WriterSession last = current;
      current = null;
      last.close();
    }
  }
}
