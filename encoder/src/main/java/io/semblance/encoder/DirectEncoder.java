package io.semblance.encoder;

import io.semblance.encoder.folder.Prompts;
import io.semblance.encoder.lookup.StaticEmbedding;
import io.semblance.encoder.module.VectorModule;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.progress.Progress;
import io.semblance.vectors.EmbeddingMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * An encoder whose input module needs no batches: each worker thread takes the next portion of the
 * texts, tokenizes and embeds it and writes the vectors where they belong. Nothing is sorted or
 * padded, and a text's vector does not depend on its neighbours at all.
 */
final class DirectEncoder implements SentenceEncoder {
  private static final int PORTION_TEXTS = 512;

  private final ModelInfo model;
  private final Prompts prompts;
  private final StaticEmbedding embedding;
  private final List<VectorModule> vectorModules;
  private final ExecutorService workers;
  private final int threads;
  private final ReadWriteLock openness = new ReentrantReadWriteLock();
  private boolean closed;

  DirectEncoder(
      ModelInfo model,
      Prompts prompts,
      StaticEmbedding embedding,
      List<VectorModule> vectorModules,
      ExecutorService workers,
      int threads) {
    this.model = model;
    this.prompts = prompts;
    this.embedding = embedding;
    this.vectorModules = List.copyOf(vectorModules);
    this.workers = workers;
    this.threads = threads;
  }

  @Override
  public ModelInfo model() {
    return model;
  }

  @Override
  public Embeddings encode(List<String> texts, InputType type, Progress progress) {
    EmbeddingMatrix vectors = EmbeddingMatrix.allocate(texts.size(), dimension());
    try {
      TokenCount[] counts = new TokenCount[texts.size()];
      run(new Work(texts, type, progress, counts, vectors::setRow));
      return new Embeddings(vectors, Arrays.asList(counts));
    } catch (RuntimeException e) {
      vectors.close();
      throw e;
    }
  }

  @Override
  public float[][] encode(List<String> texts, InputType type) {
    float[][] vectors = new float[texts.size()][];
    run(
        new Work(
            texts,
            type,
            Progress.NONE,
            new TokenCount[texts.size()],
            (row, vector) -> vectors[row] = vector.clone()));
    return vectors;
  }

  private void run(Work work) {
    openness.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("the encoder of model '" + model.id() + "' is closed");
      }
      work.run();
    } finally {
      openness.readLock().unlock();
    }
  }

  @Override
  public void close() {
    openness.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        workers.shutdown();
        embedding.close();
      }
    } finally {
      openness.writeLock().unlock();
    }
  }

  /** Takes a vector that is only lent. */
  private interface Rows {
    void set(int row, float[] vector);
  }

  /** One call's texts, shared by the threads that work on them. */
  private final class Work {
    private final List<String> texts;
    private final String prompt;
    private final Progress progress;
    private final TokenCount[] counts;
    private final Rows rows;
    private final AtomicInteger nextPortion = new AtomicInteger();
    private final AtomicLong done = new AtomicLong();
    private final AtomicBoolean stopped = new AtomicBoolean();

    Work(List<String> texts, InputType type, Progress progress, TokenCount[] counts, Rows rows) {
      this.texts = texts;
      this.prompt = prompts.promptFor(type);
      this.progress = progress;
      this.counts = counts;
      this.rows = rows;
    }

    /** Returns only when no thread can still write to the rows, which may be freed then. */
    void run() {
      int portions = Math.ceilDiv(texts.size(), PORTION_TEXTS);
      if (portions == 1) {
        encodePortions(); // one or few texts are done before a thread would wake up
        return;
      }
      List<Future<?>> parts = new ArrayList<>();
      for (int i = 0; i < Math.min(threads, portions); i++) {
        parts.add(workers.submit(this::encodePortions));
      }
      awaitAll(parts);
    }

    private void awaitAll(List<Future<?>> parts) {
      RuntimeException failure = null;
      boolean interrupted = false;
      for (Future<?> part : parts) {
        boolean finished = false;
        while (!finished) {
          try {
            part.get();
            finished = true;
          } catch (InterruptedException e) {
            interrupted = true;
            stopped.set(true);
            failure = failure == null ? SemblanceException.cancelled("encoding") : failure;
          } catch (ExecutionException e) {
            finished = true;
            failure = failure == null ? rethrown(e) : failure;
          }
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      if (failure != null) {
        throw failure;
      }
    }

    private static RuntimeException rethrown(ExecutionException failure) {
      return failure.getCause() instanceof RuntimeException cause
          ? cause
          : new SemblanceException(
              ErrorCode.INTERNAL, "encoding failed: " + failure.getCause(), failure);
    }

    private void encodePortions() {
      try {
        for (int start = next(); start < texts.size() && !stopped.get(); start = next()) {
          progress.throwIfCancelled("encoding");
          int end = Math.min(texts.size(), start + PORTION_TEXTS);
          encode(start, end);
          report(end - start);
        }
      } catch (RuntimeException | Error e) {
        stopped.set(true);
        throw e;
      }
    }

    /**
     * The first text of the next portion; as many portions as an int can count are out of reach.
     */
    private int next() {
      return (int) Math.min(texts.size(), (long) PORTION_TEXTS * nextPortion.getAndIncrement());
    }

    private void encode(int start, int end) {
      embedding.embed(
          prompted(start, end),
          (position, vector, count) -> {
            counts[start + position] = count;
            rows.set(start + position, transform(vector));
          });
    }

    private List<String> prompted(int start, int end) {
      List<String> portion = new ArrayList<>(end - start);
      for (int i = start; i < end; i++) {
        int position = i;
        String text =
            Objects.requireNonNull(texts.get(i), () -> "texts.get(" + position + ") is null");
        portion.add(prompt.isEmpty() ? text : prompt.concat(text));
      }
      return portion;
    }

    private float[] transform(float[] embedded) {
      float[] vector = embedded;
      for (VectorModule module : vectorModules) {
        vector = module.apply(vector);
      }
      return vector;
    }

    /** One report at a time, so that the count that is told never falls. */
    private void report(int texts) {
      synchronized (done) {
        progress.advancedTo(done.addAndGet(texts));
      }
    }
  }
}
