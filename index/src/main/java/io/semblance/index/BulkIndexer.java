package io.semblance.index;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.index.ChangeResult.Status;
import io.semblance.index.write.CollectionWriter.Applied;
import io.semblance.index.write.CollectionWriter.Prepared;
import io.semblance.index.write.EncodingWork;
import io.semblance.progress.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Feeds many changes to a collection. They are taken in windows; while one window is encoded, the
 * one before it is written, and every so often all of it is made durable. Memory holds two windows,
 * whatever the number of documents. What is there already and did not change is not encoded again,
 * so a load that was stopped goes on where it was when it is started again. One thread at a time.
 */
public final class BulkIndexer {
  /** Documents that are sorted by length and encoded together. */
  static final int WINDOW_DOCUMENTS = 1024;

  /**
   * A window of long documents ends early: what a transformer encodes in some twenty seconds on two
   * cores.
   */
  private static final long WINDOW_CHARACTERS = 1L << 20;

  /** What a crash can cost at most, in documents: fast models encode these in seconds. */
  private static final int COMMIT_EVERY_DOCUMENTS = 16 * WINDOW_DOCUMENTS;

  /** What a crash can cost at most, in work, to the end of the window that is under way. */
  private static final Duration COMMIT_EVERY = Duration.ofSeconds(10);

  private final VectorCollection collection;
  private final Consumer<List<ChangeResult>> results;
  private final Progress progress;
  private final long commitNanos;

  private final Map<Status, Long> counts = new EnumMap<>(Status.class);
  private final List<ChangeResult> undurable = new ArrayList<>();
  private EncodingWork work = EncodingWork.NONE;
  private long prepared;
  private long encodingNanos;
  private long committed;
  private long committedAt;

  /**
   * Prepares a load.
   *
   * @param results told what became of each change, in order, once it is on disk
   * @param progress told how many documents are encoded, asked whether to stop
   */
  public BulkIndexer(
      VectorCollection collection, Consumer<List<ChangeResult>> results, Progress progress) {
    this(collection, results, progress, COMMIT_EVERY);
  }

  /**
   * Prepares a load.
   *
   * @param commitEvery after how much time without a commit the next window is followed by one
   */
  BulkIndexer(
      VectorCollection collection,
      Consumer<List<ChangeResult>> results,
      Progress progress,
      Duration commitEvery) {
    this.collection = collection;
    this.results = results;
    this.progress = progress;
    this.commitNanos = commitEvery.toNanos();
  }

  /** Adds all documents; a later one of the same id replaces the one before. */
  public static BulkReport upsert(
      VectorCollection collection, Iterator<SourceDocument> documents, Progress progress) {
    return new BulkIndexer(collection, all -> {}, progress).run(upserts(documents));
  }

  /** Documents as changes. */
  public static Iterator<Change> upserts(Iterator<SourceDocument> documents) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return documents.hasNext();
      }

      @Override
      public Change next() {
        return new Change.Upsert(documents.next());
      }
    };
  }

  /** Makes all changes; after a failure those that {@code results} heard of stay. */
  public BulkReport run(Iterator<Change> source) {
    long start = System.nanoTime();
    committedAt = start;
    try (ExecutorService writer = Executors.newSingleThreadExecutor()) {
      Future<?> writing = writer.submit(() -> {});
      while (source.hasNext()) {
        List<Change> window = nextWindow(source);
        Prepared next = encode(window);
        await(writing);
        prepared += window.size();
        boolean commit = isCommitDue();
        writing = writer.submit(() -> write(next, commit));
      }
      await(writing);
    }
    write(new Prepared(List.of(), EncodingWork.NONE), true);
    collection.refresh();
    return report(Duration.ofNanos(System.nanoTime() - start));
  }

  private static List<Change> nextWindow(Iterator<Change> source) {
    List<Change> window = new ArrayList<>(WINDOW_DOCUMENTS);
    long characters = 0;
    while (window.size() < WINDOW_DOCUMENTS && characters < WINDOW_CHARACTERS && source.hasNext()) {
      Change change = source.next();
      window.add(change);
      if (change instanceof Change.Upsert upsert) {
        characters += characters(upsert.document());
      }
    }
    return window;
  }

  private static long characters(SourceDocument document) {
    long characters = 0;
    for (Object value : document.fields().values()) {
      if (value instanceof String text) {
        characters += text.length();
      }
    }
    return characters;
  }

  private Prepared encode(List<Change> window) {
    long start = System.nanoTime();
    Prepared next = collection.prepare(window, new After(progress, prepared));
    encodingNanos += System.nanoTime() - start;
    work = work.plus(next.work());
    progress.advancedTo(prepared + window.size());
    return next;
  }

  /** Progress of a part that others came before. */
  private record After(Progress whole, long before) implements Progress {
    @Override
    public void advancedTo(long done) {
      whole.advancedTo(before + done);
    }

    @Override
    public boolean isCancelled() {
      return whole.isCancelled();
    }
  }

  private void write(Prepared window, boolean commit) {
    Applied applied = collection.apply(window);
    undurable.addAll(applied.results());
    if (commit) {
      collection.awaitDurable(applied);
      collection.refresh();
      undurable.forEach(result -> counts.merge(result.status(), 1L, Long::sum));
      results.accept(List.copyOf(undurable));
      undurable.clear();
    }
  }

  private boolean isCommitDue() {
    long now = System.nanoTime();
    boolean due =
        prepared - committed >= COMMIT_EVERY_DOCUMENTS || now - committedAt >= commitNanos;
    if (due) {
      committed = prepared;
      committedAt = now;
    }
    return due;
  }

  private BulkReport report(Duration elapsed) {
    return new BulkReport(
        count(Status.CREATED),
        count(Status.UPDATED),
        count(Status.UNCHANGED),
        count(Status.DELETED),
        count(Status.NOT_FOUND),
        count(Status.REJECTED),
        work.passages(),
        work.tokens(),
        work.truncated(),
        elapsed,
        Duration.ofNanos(encodingNanos));
  }

  private long count(Status status) {
    return counts.getOrDefault(status, 0L);
  }

  private static void await(Future<?> writing) {
    try {
      writing.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new SemblanceException(ErrorCode.INTERNAL, "indexing failed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SemblanceException.cancelled("indexing");
    }
  }
}
