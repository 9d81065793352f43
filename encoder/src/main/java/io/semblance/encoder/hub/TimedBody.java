package io.semblance.encoder.hub;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer as a stream that fails when no byte arrives for a given time, which the
 * JDK's own stream does not. At most one network buffer waits in memory. For one reading thread.
 */
final class TimedBody extends InputStream implements BodySubscriber<InputStream> {
  private final Duration patience;
  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private final CompletableFuture<Subscription> subscription = new CompletableFuture<>();
  private final Queue<ByteBuffer> buffers = new ArrayDeque<>();
  private boolean ended;

  /** Either bytes, or the end, which is a failure or not. */
  private record Signal(List<ByteBuffer> bytes, boolean last, @Nullable Throwable failure) {}

  TimedBody(Duration patience) {
    this.patience = patience;
  }

  @Override
  public CompletionStage<InputStream> getBody() {
    return CompletableFuture.completedStage(this);
  }

  @Override
  public void onSubscribe(Subscription upstream) {
    subscription.complete(upstream);
    upstream.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> bytes) {
    signals.add(new Signal(bytes, false, null));
  }

  @Override
  public void onError(Throwable failure) {
    signals.add(new Signal(List.of(), true, failure));
  }

  @Override
  public void onComplete() {
    signals.add(new Signal(List.of(), true, null));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (true) {
      ByteBuffer buffer = buffers.peek();
      if (buffer == null) {
        if (ended || !receive()) {
          return -1;
        }
      } else if (buffer.hasRemaining()) {
        int count = Math.min(length, buffer.remaining());
        buffer.get(target, offset, count);
        return count;
      } else {
        buffers.remove();
      }
    }
  }

  /** Waits for more; false at the end. */
  private boolean receive() throws IOException {
    Signal signal = await();
    if (signal.failure != null) {
      throw new IOException(signal.failure.getMessage(), signal.failure);
    }
    if (signal.last) {
      ended = true;
      return false;
    }
    buffers.addAll(signal.bytes);
    subscription.join().request(1);
    return true;
  }

  private Signal await() throws IOException {
    try {
      Signal signal = signals.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (signal == null) {
        throw new HttpTimeoutException("no byte arrived for " + patience.toMillis() + " ms");
      }
      return signal;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Drops the rest, and the connection with it unless the body has ended. */
  @Override
  public void close() {
    ended = true;
    var unused = subscription.thenAccept(Subscription::cancel);
  }
}
