package io.semblance.encoder;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the tokens of many texts in portions. The calling thread takes portions too, so that it
 * never waits for batches that the workers have before them.
 */
final class TokenCounting {
  private static final int PORTION_CHARACTERS = 1 << 16;

  private final EncodingCall call;
  private final List<String> texts;
  private final int[] counts;
  private final List<Range> portions = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();
  private final CountDownLatch uncounted;

  private record Range(int from, int to) {}

  TokenCounting(EncodingCall call, List<String> texts) {
    this.call = call;
    this.texts = texts;
    this.counts = new int[texts.size()];
    int from = 0;
    long characters = 0;
    for (int i = 0; i < texts.size(); i++) {
      characters += texts.get(i).length();
      if (characters >= PORTION_CHARACTERS || i == texts.size() - 1) {
        portions.add(new Range(from, i + 1));
        from = i + 1;
        characters = 0;
      }
    }
    this.uncounted = new CountDownLatch(portions.size());
  }

  /** Returns only when no worker is at it any more, because the model may be closed next. */
  int[] run() {
    int company = Math.min(portions.size(), Runtime.getRuntime().availableProcessors()) - 1;
    for (int i = 0; i < company; i++) {
      call.submit(this::takePortions, () -> {});
    }
    takePortions();
    call.await(uncounted);
    call.throwIfFailed();
    return counts;
  }

  private void takePortions() {
    for (int i = next.getAndIncrement(); i < portions.size(); i = next.getAndIncrement()) {
      try {
        if (!call.hasFailed()) {
          count(portions.get(i));
        }
      } catch (RuntimeException | Error e) {
        call.fail(e);
      } finally {
        uncounted.countDown();
      }
    }
  }

  private void count(Range portion) {
    int[] found = call.countTokens(texts.subList(portion.from(), portion.to()));
    System.arraycopy(found, 0, counts, portion.from(), found.length);
  }
}
