package io.semblance.encoder;

import io.semblance.encoder.tokenize.TokenizedText;
import io.semblance.vectors.EmbeddingMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Texts that are tokenized, sorted by length and batched together. Portions are tokenized on the
 * workers; the one that ends last plans the batches and hands them to the workers too, so that no
 * other thread has to wait for it. Texts that need no company are encoded with their portion.
 */
final class EncodingWindow {
  /** Texts in a window: enough that batches are of about equal length. */
  static final int TEXTS = 4096;

  private static final int PORTION = 256;

  private final EncodingCall call;
  private final List<String> texts;
  private final EmbeddingMatrix target;
  private final int firstRow;
  private final TokenizedText[] tokenized;
  private final TokenCount[] counts;
  private final AtomicInteger untokenized;
  private final AtomicInteger running = new AtomicInteger(1);
  private final CountDownLatch finished = new CountDownLatch(1);

  private EncodingWindow(
      EncodingCall call, List<String> texts, EmbeddingMatrix target, int firstRow) {
    this.call = call;
    this.texts = texts;
    this.target = target;
    this.firstRow = firstRow;
    this.tokenized = new TokenizedText[texts.size()];
    this.counts = new TokenCount[texts.size()];
    this.untokenized = new AtomicInteger(texts.size());
  }

  /** Begins to encode texts into {@code target} from row {@code firstRow} on. */
  static EncodingWindow start(
      EncodingCall call, List<String> texts, EmbeddingMatrix target, int firstRow) {
    EncodingWindow window = new EncodingWindow(call, texts, target, firstRow);
    for (int start = 0; start < texts.size(); start += PORTION) {
      int from = start;
      int to = Math.min(texts.size(), start + PORTION);
      window.submit(() -> window.takePortion(from, to));
    }
    window.ended();
    return window;
  }

  /** The texts of this window. */
  List<String> texts() {
    return texts;
  }

  /** One for each text; complete when {@link #await} has returned without failure. */
  List<TokenCount> counts() {
    return List.of(counts);
  }

  /** The matrix that the vectors are written to. */
  EmbeddingMatrix target() {
    return target;
  }

  private void submit(Runnable work) {
    running.incrementAndGet();
    call.submit(work, this::ended);
  }

  private void ended() {
    if (running.decrementAndGet() == 0) {
      finished.countDown();
    }
  }

  private void takePortion(int from, int to) {
    List<TokenizedText> portion = call.tokenize(texts.subList(from, to));
    for (int i = from; i < to; i++) {
      counts[i] = portion.get(i - from).count();
    }
    if (call.takesTextsAsTheyCome()) {
      call.encode(portion, IntStream.range(from, to).toArray(), target, firstRow);
      return;
    }
    for (int i = from; i < to; i++) {
      tokenized[i] = portion.get(i - from);
    }
    if (untokenized.addAndGet(from - to) == 0) {
      submitBatches();
    }
  }

  private void submitBatches() {
    List<TokenizedText> all = List.of(tokenized);
    for (int[] batch : call.plan(all)) {
      submit(
          () ->
              call.encode(
                  Arrays.stream(batch).mapToObj(all::get).toList(), batch, target, firstRow));
    }
  }

  /** Returns only when nothing can still write to the matrix, which may be about to be freed. */
  void await() {
    call.await(finished);
  }
}
