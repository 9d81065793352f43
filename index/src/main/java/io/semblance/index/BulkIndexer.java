package io.semblance.index;

import io.semblance.encoder.Embeddings;
import io.semblance.encoder.InputType;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.encoder.TokenCount;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.progress.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Feeds many documents to a collection. Documents are taken in windows; while one window is
 * encoded, the one before it is added to the index, and every so often all of it is committed.
 * Memory holds two windows, whatever the number of documents. One thread at a time.
 */
public final class BulkIndexer {
  /** Documents that are sorted by length and encoded together. */
  static final int WINDOW_DOCUMENTS = 1024;

  /** A window of long documents ends early. */
  private static final long WINDOW_CHARACTERS = 4L << 20;

  /** What a crash can cost: documents encoded since the last commit. */
  private static final int COMMIT_EVERY_DOCUMENTS = 16 * WINDOW_DOCUMENTS;

  private final VectorCollection collection;
  private final SentenceEncoder encoder;
  private final Progress progress;

  private long documents;
  private long truncated;
  private long tokens;
  private long encodingNanos;

  /**
   * Prepares a load.
   *
   * @param encoder the collection's own
   * @param progress told how many documents are encoded, asked whether to stop
   */
  public BulkIndexer(VectorCollection collection, SentenceEncoder encoder, Progress progress) {
    this.collection = collection;
    this.encoder = encoder;
    this.progress = progress;
  }

  /** Adds all documents and commits; after a failure the windows committed before it stay. */
  public BulkReport index(Iterator<SourceDocument> source) {
    long start = System.nanoTime();
    try (ExecutorService writer = Executors.newSingleThreadExecutor()) {
      Future<?> writing = writer.submit(() -> {});
      while (source.hasNext()) {
        List<SourceDocument> window = nextWindow(source);
        Embeddings embeddings = encode(window);
        awaitOrClose(writing, embeddings);
        boolean commit = crossesCommit(window.size());
        documents += window.size();
        writing = writer.submit(() -> write(window, embeddings, commit));
      }
      await(writing);
    }
    collection.commit();
    return new BulkReport(
        documents,
        truncated,
        tokens,
        Duration.ofNanos(System.nanoTime() - start),
        Duration.ofNanos(encodingNanos));
  }

  private static List<SourceDocument> nextWindow(Iterator<SourceDocument> source) {
    List<SourceDocument> window = new ArrayList<>(WINDOW_DOCUMENTS);
    long characters = 0;
    while (window.size() < WINDOW_DOCUMENTS && characters < WINDOW_CHARACTERS && source.hasNext()) {
      SourceDocument document = source.next();
      window.add(document);
      characters += document.title().length() + document.text().length();
    }
    return window;
  }

  private Embeddings encode(List<SourceDocument> window) {
    long start = System.nanoTime();
    long before = documents;
    Embeddings embeddings =
        encoder.encode(
            window.stream().map(SourceDocument::searchableText).toList(),
            InputType.DOCUMENT,
            new Progress() {
              @Override
              public void advancedTo(long done) {
                progress.advancedTo(before + done);
              }

              @Override
              public boolean isCancelled() {
                return progress.isCancelled();
              }
            });
    encodingNanos += System.nanoTime() - start;
    truncated += embeddings.truncatedTexts();
    tokens += embeddings.tokenCounts().stream().mapToLong(TokenCount::tokens).sum();
    return embeddings;
  }

  private void write(List<SourceDocument> window, Embeddings embeddings, boolean commit) {
    try (embeddings) {
      collection.upsert(window, embeddings.vectors());
    }
    if (commit) {
      collection.commit();
    }
  }

  private boolean crossesCommit(int added) {
    return documents / COMMIT_EVERY_DOCUMENTS != (documents + added) / COMMIT_EVERY_DOCUMENTS;
  }

  private static void awaitOrClose(Future<?> writing, Embeddings next) {
    try {
      await(writing);
    } catch (RuntimeException e) {
      next.close();
      throw e;
    }
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
