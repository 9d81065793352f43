package io.semblance.index.write;

import io.semblance.index.block.BlockLayout;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.PointValues;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.util.NumericUtils;
import org.jspecify.annotations.Nullable;

/**
 * One life of an {@code IndexWriter}: it ends with the first failure, since nobody can tell
 * afterwards which of the changes not yet committed are in it. Everybody who waits for one of them
 * then hears of the failure. Safe for many threads.
 *
 * <p>Changes become durable in groups: while one commit writes to disk, all who come meanwhile wait
 * for the next one together.
 */
final class WriterSession {
  private static final String SEQUENCE = "sequence";

  private final IndexWriter writer;
  private long requested;
  private long durable;
  private boolean committing;
  private long sequence;
  private @Nullable IOException failure;

  WriterSession(IndexWriter writer) throws IOException {
    this.writer = writer;
    try (DirectoryReader reader = DirectoryReader.open(writer)) {
      byte[] highest = PointValues.getMaxPackedValue(reader, BlockLayout.VERSION);
      sequence = highest == null ? 0 : NumericUtils.sortableBytesToLong(highest, 0);
    }
    Iterable<Map.Entry<String, String>> saved = writer.getLiveCommitData();
    if (saved != null) {
      for (Map.Entry<String, String> entry : saved) {
        if (entry.getKey().equals(SEQUENCE)) {
          sequence = Math.max(sequence, Long.parseLong(entry.getValue()));
        }
      }
    }
  }

  IndexWriter writer() {
    return writer;
  }

  /** The version of the next change; never given twice, also not after a crash. */
  synchronized long nextVersion() {
    return ++sequence;
  }

  synchronized boolean hasFailed() {
    return failure != null || !isWriterAlive();
  }

  void replace(String id, List<Document> block) throws IOException {
    change(() -> writer.updateDocuments(BlockLayout.block(id), block));
  }

  void delete(String id) throws IOException {
    change(() -> writer.deleteDocuments(BlockLayout.block(id)));
  }

  private interface Work {
    void run() throws IOException;
  }

  private void change(Work work) throws IOException {
    requireAlive();
    try {
      work.run();
    } catch (IOException | RuntimeException | Error e) {
      failIfDead(e);
      throw e;
    }
  }

  /** Returns when everything that was written before the call is on disk. */
  void awaitDurable() throws IOException {
    long mine;
    synchronized (this) {
      mine = ++requested;
    }
    while (true) {
      long group;
      synchronized (this) {
        try {
          while (committing && durable < mine && failure == null) {
            wait();
          }
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new InterruptedIOException("interrupted while waiting for a commit");
        }
        if (durable >= mine) {
          return;
        }
        requireAlive();
        committing = true;
        group = requested;
      }
      commit(group);
    }
  }

  private void commit(long group) throws IOException {
    IOException problem = null;
    try {
      writer.setLiveCommitData(Map.of(SEQUENCE, Long.toString(sequence())).entrySet());
      writer.commit();
    } catch (IOException e) {
      problem = e;
      throw e;
    } catch (RuntimeException e) {
      problem = new IOException(e.toString(), e);
      throw problem;
    } catch (Error e) {
      problem = new IOException(e.toString(), e);
      throw e;
    } finally {
      committed(group, problem);
    }
  }

  private synchronized long sequence() {
    return sequence;
  }

  private synchronized void committed(long group, @Nullable IOException problem) {
    committing = false;
    if (problem == null) {
      durable = Math.max(durable, group);
    } else if (failure == null) {
      failure = problem;
    }
    notifyAll();
  }

  private synchronized void requireAlive() throws IOException {
    if (failure != null) {
      throw new IOException("not written, since an earlier write failed: " + failure, failure);
    }
  }

  /**
   * Ends the session if the writer has closed itself, as it does when a merge on another thread
   * fails; what it throws from then on only says so.
   */
  private synchronized void failIfDead(Throwable thrown) throws IOException {
    if (isWriterAlive()) {
      return;
    }
    if (failure == null) {
      Throwable cause = writer.getTragicException() == null ? thrown : writer.getTragicException();
      failure = cause instanceof IOException io ? io : new IOException(cause.toString(), cause);
      notifyAll();
    }
    if (thrown instanceof AlreadyClosedException) {
      requireAlive();
    }
  }

  private boolean isWriterAlive() {
    return writer.isOpen() && writer.getTragicException() == null;
  }

  /** Ends the session; what is not committed is dropped. */
  void close() throws IOException {
    synchronized (this) {
      if (failure == null) {
        failure = new IOException("the collection was closed");
      }
      notifyAll();
    }
    writer.rollback();
  }
}
