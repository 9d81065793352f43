package io.semblance.index;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Refreshes a collection at a steady pace on a thread of its own. */
final class Refresher implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Refresher.class.getName());

  private final String name;
  private final Refresh refresh;
  private final ScheduledExecutorService timer;
  private volatile boolean failing;

  /** What is repeated. */
  @FunctionalInterface
  interface Refresh {
    void now() throws IOException;
  }

  Refresher(String name, Refresh refresh, Duration interval) {
    this.name = name;
    this.refresh = refresh;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("refresh-" + name).factory());
    if (!interval.isZero()) {
      long nanos = interval.toNanos();
      ScheduledFuture<?> unused =
          timer.scheduleWithFixedDelay(this::refresh, nanos, nanos, TimeUnit.NANOSECONDS);
    }
  }

  /** A failure is told once, not each second; searches go on with the last view that opened. */
  private void refresh() {
    try {
      refresh.now();
      failing = false;
    } catch (IOException | RuntimeException e) {
      if (!failing) {
        LOG.log(System.Logger.Level.WARNING, "cannot refresh collection '" + name + "'", e);
      }
      failing = true;
    }
  }

  @Override
  public void close() {
    timer.close();
  }
}
