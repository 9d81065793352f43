package io.semblance.encoder;

import io.semblance.encoder.folder.Prompts;
import io.semblance.encoder.module.Pooling;
import io.semblance.encoder.module.VectorModule;
import io.semblance.encoder.onnx.OnnxTransformer;
import io.semblance.encoder.tokenize.TextTokenizer;
import io.semblance.encoder.tokenize.TokenizedText;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.progress.Progress;
import io.semblance.vectors.EmbeddingMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * Tokenizer, transformer, pooling and vector modules in a row. Texts are taken in windows: a window
 * is tokenized, sorted by length and cut into batches that the worker threads run, so that memory
 * beyond the result does not grow with the input.
 */
final class PipelineEncoder implements SentenceEncoder {
  private static final int WINDOW_TEXTS = 4096;

  private final ModelInfo model;
  private final Prompts prompts;
  private final TextTokenizer tokenizer;
  private final OnnxTransformer transformer;
  private final Pooling pooling;
  private final List<VectorModule> vectorModules;
  private final ExecutorService workers;
  private final ReadWriteLock openness = new ReentrantReadWriteLock();
  private boolean closed;

  PipelineEncoder(
      ModelInfo model,
      Prompts prompts,
      TextTokenizer tokenizer,
      OnnxTransformer transformer,
      Pooling pooling,
      List<VectorModule> vectorModules,
      ExecutorService workers) {
    this.model = model;
    this.prompts = prompts;
    this.tokenizer = tokenizer;
    this.transformer = transformer;
    this.pooling = pooling;
    this.vectorModules = List.copyOf(vectorModules);
    this.workers = workers;
  }

  @Override
  public ModelInfo model() {
    return model;
  }

  @Override
  public Embeddings encode(List<String> texts, InputType type, Progress progress) {
    openness.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("the encoder of model '" + model.id() + "' is closed");
      }
      return encodeOpen(texts, type, progress);
    } finally {
      openness.readLock().unlock();
    }
  }

  private Embeddings encodeOpen(List<String> texts, InputType type, Progress progress) {
    requireNoNulls(texts);
    List<TokenCount> counts = new ArrayList<>(texts.size());
    EmbeddingMatrix vectors = EmbeddingMatrix.allocate(texts.size(), dimension());
    try {
      Meter meter = new Meter(progress);
      for (int start = 0; start < texts.size(); start += WINDOW_TEXTS) {
        int end = Math.min(texts.size(), start + WINDOW_TEXTS);
        List<TokenizedText> window = tokenize(texts.subList(start, end), prompts.promptFor(type));
        window.forEach(text -> counts.add(text.count()));
        new Window(window, start, vectors, progress, meter).run();
      }
      return new Embeddings(vectors, counts);
    } catch (RuntimeException e) {
      vectors.close();
      throw e;
    }
  }

  private static void requireNoNulls(List<String> texts) {
    for (int i = 0; i < texts.size(); i++) {
      int position = i;
      Objects.requireNonNull(texts.get(i), () -> "texts.get(" + position + ") is null");
    }
  }

  private List<TokenizedText> tokenize(List<String> texts, String prompt) {
    return tokenizer.tokenize(
        prompt.isEmpty() ? texts : texts.stream().map(prompt::concat).toList());
  }

  @Override
  public void close() {
    openness.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        workers.shutdown();
        transformer.close();
        tokenizer.close();
      }
    } finally {
      openness.writeLock().unlock();
    }
  }

  /**
   * Texts that are sorted and batched together; their vectors go to {@code vectors} from row {@code
   * firstRow} on.
   */
  private final class Window {
    private final List<TokenizedText> texts;
    private final int firstRow;
    private final EmbeddingMatrix vectors;
    private final Meter meter;
    private final Progress progress;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Window(
        List<TokenizedText> texts,
        int firstRow,
        EmbeddingMatrix vectors,
        Progress progress,
        Meter meter) {
      this.texts = texts;
      this.firstRow = firstRow;
      this.vectors = vectors;
      this.progress = progress;
      this.meter = meter;
    }

    void run() {
      List<int[]> batches = BatchPlan.batches(texts, BatchPlan.TOKEN_BUDGET);
      CountDownLatch unfinished = new CountDownLatch(batches.size());
      for (int[] batch : batches) {
        workers.execute(
            () -> {
              encodeUnlessFailed(batch);
              unfinished.countDown();
            });
      }
      awaitAll(unfinished);
      Throwable cause = failure.get();
      if (cause != null) {
        throw rethrow(cause);
      }
    }

    private void encodeUnlessFailed(int[] batch) {
      try {
        if (failure.get() == null) {
          progress.throwIfCancelled("encoding");
          encode(batch);
        }
      } catch (RuntimeException | Error e) {
        failure.compareAndSet(null, e);
      }
    }

    /**
     * Returns only when no batch can still write to the matrix, which the caller may be about to
     * free.
     */
    private void awaitAll(CountDownLatch unfinished) {
      boolean interrupted = false;
      while (unfinished.getCount() > 0) {
        try {
          unfinished.await();
        } catch (InterruptedException e) {
          interrupted = true;
          failure.compareAndSet(null, SemblanceException.cancelled("encoding"));
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    private void encode(int[] batch) {
      List<TokenizedText> members = Arrays.stream(batch).mapToObj(texts::get).toList();
      float[][] pooled = pooling.apply(transformer.run(members));
      for (int i = 0; i < batch.length; i++) {
        vectors.setRow(firstRow + batch[i], transform(pooled[i]));
      }
      meter.advance(batch.length);
    }

    private float[] transform(float[] pooled) {
      float[] vector = pooled;
      for (VectorModule module : vectorModules) {
        vector = module.apply(vector);
      }
      return vector;
    }

    private static RuntimeException rethrow(Throwable cause) {
      return cause instanceof RuntimeException e
          ? e
          : new SemblanceException(ErrorCode.INTERNAL, "encoding failed: " + cause, cause);
    }
  }

  /** Counts finished texts of one call and reports them one batch at a time. */
  private static final class Meter {
    private final Progress progress;
    private long done;

    Meter(Progress progress) {
      this.progress = progress;
    }

    synchronized void advance(int texts) {
      done += texts;
      progress.advancedTo(done);
    }
  }
}
