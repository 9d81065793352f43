package io.semblance.index.life;

import io.semblance.error.SemblanceException;
import io.semblance.progress.Progress;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.lucene.index.IndexWriter;

/**
 * Rewrites segments while others go on writing: tells how many bytes are written, stops when asked.
 */
public final class IndexMerging {
  private static final long POLL_MILLIS = 100;

  private final IndexWriter writer;
  private final Commit commit;
  private final Progress progress;
  private final MergeWatch watch;

  /** Makes durable what a writer was given, and removes the files that it replaced. */
  @FunctionalInterface
  public interface Commit {
    void now() throws IOException;
  }

  /** Waits for merges. */
  @FunctionalInterface
  public interface Merge {
    void run() throws IOException;
  }

  /**
   * Prepares a merge.
   *
   * @param progress told how many bytes were written so far
   */
  public IndexMerging(IndexWriter writer, Commit commit, Progress progress) {
    this.writer = writer;
    this.commit = commit;
    this.progress = progress;
    this.watch = MergeWatch.of(writer);
  }

  /**
   * Merges until at most so many segments are left.
   *
   * @throws SemblanceException {@code CANCELLED}; what was merged by then stays
   */
  public void to(int segments) throws IOException {
    commit.now();
    run(() -> writer.forceMerge(segments, true));
    commit.now();
  }

  void commit() throws IOException {
    commit.now();
  }

  /** Runs a merge on a thread of its own, so that it can be watched and stopped from here. */
  public void run(Merge merge) throws IOException {
    Set<String> before = new HashSet<>(Set.of(writer.getDirectory().listAll()));
    try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
      Future<?> merging =
          thread.submit(
              () -> {
                merge.run();
                return null;
              });
      try {
        await(merging, before);
      } finally {
        watch.resume();
      }
    }
    progress.throwIfCancelled("merging");
  }

  private void await(Future<?> merging, Set<String> before) throws IOException {
    long written = 0;
    while (true) {
      try {
        merging.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException e) {
        written = Math.max(written, IndexFiles.bytes(writer.getDirectory(), before));
        progress.advancedTo(written);
        if (progress.isCancelled()) {
          watch.stop();
        }
      } catch (ExecutionException e) {
        progress.throwIfCancelled("merging");
        throw new IOException("merging failed: " + e.getCause(), e);
      } catch (InterruptedException e) {
        watch.stop();
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while merging");
      }
    }
  }

  /** Returns when all merges are over that are under way now. */
  void awaitMergesUnderWay() throws IOException {
    Set<Object> underWay = new HashSet<>(writer.getMergingSegments());
    while (writer.getMergingSegments().stream().anyMatch(underWay::contains)) {
      progress.throwIfCancelled("merging");
      pause();
    }
  }

  static void pause() throws IOException {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while merging");
    }
  }

  IndexWriter writer() {
    return writer;
  }
}
