package io.semblance.encoder;

import io.semblance.encoder.batch.BatchPlan;
import io.semblance.encoder.module.InputModule.Batching;
import io.semblance.encoder.pipeline.Pipeline;
import io.semblance.encoder.tokenize.TokenizedText;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.progress.Progress;
import io.semblance.vectors.EmbeddingMatrix;
import io.semblance.vectors.Vectors;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What all windows of one call have in common: how texts become vectors, how far the call is, and
 * whether it has failed.
 */
final class EncodingCall {
  private final Pipeline pipeline;
  private final String prompt;
  private final int promptTokens;
  private final int dimension;
  private final boolean normalize;
  private final int tokenBudget;
  private final Executor workers;
  private final Progress progress;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private long done;

  EncodingCall(
      Pipeline pipeline,
      String prompt,
      int dimension,
      boolean normalize,
      boolean oneByOne,
      Executor workers,
      Progress progress) {
    this.pipeline = pipeline;
    this.prompt = prompt;
    this.promptTokens = prompt.isEmpty() ? 0 : pipeline.input().promptTokens(prompt);
    this.dimension = dimension;
    this.normalize = normalize;
    this.tokenBudget =
        oneByOne || pipeline.input().batching() == Batching.SINGLE ? 0 : BatchPlan.TOKEN_BUDGET;
    this.workers = workers;
    this.progress = progress;
  }

  /** Length of the vectors that this call gives. */
  int dimension() {
    return dimension;
  }

  /** Whether texts can run in any company, so that they need not be sorted by length. */
  boolean takesTextsAsTheyCome() {
    return pipeline.input().batching() == Batching.FREE;
  }

  List<TokenizedText> tokenize(List<String> texts) {
    return pipeline
        .input()
        .tokenize(prompt.isEmpty() ? texts : texts.stream().map(prompt::concat).toList());
  }

  int[] countTokens(List<String> texts) {
    return pipeline.input().countTokens(texts);
  }

  List<int[]> plan(List<TokenizedText> texts) {
    return BatchPlan.batches(texts, tokenBudget);
  }

  /** Encodes a batch and writes text {@code i} to row {@code firstRow + rows[i]}. */
  void encode(List<TokenizedText> batch, int[] rows, EmbeddingMatrix target, int firstRow) {
    float[][] vectors = pipeline.encode(batch, promptTokens);
    for (int i = 0; i < rows.length; i++) {
      target.setRow(firstRow + rows[i], shaped(vectors[i]));
    }
    advance(rows.length);
  }

  List<float[][]> encodeTokens(List<TokenizedText> batch) {
    return pipeline.encodeTokens(batch);
  }

  private float[] shaped(float[] vector) {
    float[] shaped = vector.length == dimension ? vector : Arrays.copyOf(vector, dimension);
    if (normalize) {
      Vectors.normalizeInPlace(shaped);
    }
    return shaped;
  }

  private synchronized void advance(int texts) {
    done += texts;
    progress.advancedTo(done);
  }

  /** Runs {@code work} on a worker, unless the call has failed or is cancelled by then. */
  void submit(Runnable work, Runnable afterwards) {
    workers.execute(
        () -> {
          try {
            if (!hasFailed()) {
              progress.throwIfCancelled("encoding");
              work.run();
            }
          } catch (RuntimeException | Error e) {
            fail(e);
          } finally {
            afterwards.run();
          }
        });
  }

  /** Waits to the end, whatever happens; an interrupt makes the call fail. */
  void await(CountDownLatch latch) {
    boolean interrupted = false;
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        interrupted = true;
        fail(SemblanceException.cancelled("encoding"));
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  boolean hasFailed() {
    return failure.get() != null;
  }

  void fail(Throwable cause) {
    failure.compareAndSet(null, cause);
  }

  void throwIfFailed() {
    Throwable cause = failure.get();
    if (cause instanceof RuntimeException e) {
      throw e;
    }
    if (cause != null) {
      throw new SemblanceException(ErrorCode.INTERNAL, "encoding failed: " + cause, cause);
    }
  }
}
