package io.semblance.index.write;

import io.semblance.index.block.BlockLayout;
import io.semblance.index.life.CommitData;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.PointValues;
import org.apache.lucene.index.Term;
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
  private final IndexWriter writer;
  private final TreeSet<Long> underWay = new TreeSet<>();
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
      sequence = Math.max(sequence, CommitData.of(saved).sequence());
    }
  }

  IndexWriter writer() {
    return writer;
  }

  /** The version of something that is not a change; never given twice, also not after a crash. */
  synchronized long nextVersion() {
    return ++sequence;
  }

  /** A change that is told its version. */
  @FunctionalInterface
  interface Versioned {
    void run(long version) throws IOException;
  }

  /** Makes a change under the next version and returns that. */
  long change(Versioned change) throws IOException {
    long version;
    synchronized (this) {
      version = ++sequence;
      underWay.add(version);
    }
    try {
      change.run(version);
      return version;
    } finally {
      synchronized (this) {
        underWay.remove(version);
      }
    }
  }

  boolean hasFailed() {
    return failure() != null;
  }

  /**
   * What ended the session, null while it lives. A writer closes itself when a merge on another
   * thread fails, so it is asked each time: whoever sees a living session may write to it until
   * everybody sees that it has failed.
   */
  private synchronized @Nullable IOException failure() {
    Throwable tragedy = writer.getTragicException();
    if (failure == null && (tragedy != null || !writer.isOpen())) {
      failure =
          tragedy instanceof IOException io ? io : new IOException("closed: " + tragedy, tragedy);
      notifyAll();
    }
    return failure;
  }

  void replace(String id, List<Document> block) throws IOException {
    change(() -> writer.updateDocuments(BlockLayout.block(id), block));
  }

  void delete(String id) throws IOException {
    change(() -> writer.deleteDocuments(BlockLayout.block(id)));
  }

  /** Gives doc values to the parent of a document. */
  void mark(String id, Field[] values) throws IOException {
    change(() -> writer.updateDocValues(new Term(BlockLayout.ID, id), values));
  }

  void replace(Term key, Document document) throws IOException {
    change(() -> writer.updateDocument(key, document));
  }

  void delete(Term key) throws IOException {
    change(() -> writer.deleteDocuments(key));
  }

  private interface Work {
    void run() throws IOException;
  }

  private void change(Work work) throws IOException {
    requireAlive();
    try {
      work.run();
    } catch (IllegalStateException e) {
      requireAlive();
      throw e;
    }
  }

  /**
   * What a writer threw, as the failure of the disk if that is behind it: a writer whose merge
   * failed on another thread answers everything with an unchecked exception.
   *
   * @return never: it throws in both cases
   */
  static RuntimeException asFailure(IndexWriter writer, RuntimeException thrown)
      throws IOException {
    if (writer.getTragicException() instanceof IOException disk) {
      throw new IOException(disk.toString(), disk);
    }
    throw thrown;
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
      writer.setLiveCommitData(versions().entries());
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

  private synchronized CommitData versions() {
    return new CommitData(sequence, underWay.isEmpty() ? sequence : underWay.first() - 1);
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

  /** Throws what ended the session. */
  void requireAlive() throws IOException {
    IOException problem = failure();
    if (problem != null) {
      throw new IOException("not written, since an earlier write failed: " + problem, problem);
    }
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
