package io.semblance.encoder;

import io.semblance.vectors.EmbeddingMatrix;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * The windows of a call that have been started and not yet taken, in order. Closing it waits for
 * all of them, whatever happened, because they write to memory that is freed next.
 */
final class UnderWay implements AutoCloseable {
  private final EncodingCall call;
  private final Consumer<EncodingWindow> discard;
  private final Deque<EncodingWindow> windows = new ArrayDeque<>();

  /**
   * Begins with none.
   *
   * @param discard gets each window that nobody takes, when it has come to rest
   */
  UnderWay(EncodingCall call, Consumer<EncodingWindow> discard) {
    this.call = call;
    this.discard = discard;
  }

  void start(List<String> texts, EmbeddingMatrix target, int firstRow) {
    windows.add(EncodingWindow.start(call, texts, target, firstRow));
  }

  /** Waits for the oldest windows and hands them on until no more than {@code left} are left. */
  void finishUntil(int left, Consumer<EncodingWindow> taker) {
    while (windows.size() > left) {
      EncodingWindow oldest = windows.getFirst();
      oldest.await();
      call.throwIfFailed();
      windows.removeFirst();
      taker.accept(oldest);
    }
  }

  @Override
  public void close() {
    for (EncodingWindow window : windows) {
      call.fail(new IllegalStateException("the call has ended"));
      window.await();
      discard.accept(window);
    }
  }
}
