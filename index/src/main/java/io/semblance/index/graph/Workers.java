package io.semblance.index.graph;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** A few threads that share loops; the calling thread is one of them. */
final class Workers implements AutoCloseable {
  private final int count;
  private final ExecutorService others;

  /**
   * @param count at least 1, the calling thread included
   */
  Workers(int count) {
    this.count = count;
    this.others =
        Executors.newFixedThreadPool(
            Math.max(1, count - 1),
            Thread.ofPlatform().daemon().name("semblance-graph-", 0).factory());
  }

  /** Part of a loop, run by one worker. */
  interface Part {
    /** Does steps {@code from} to {@code to - 1}. */
    void run(int worker, int from, int to);
  }

  int count() {
    return count;
  }

  /** Runs all steps, {@code grain} at a time, on all workers; returns when all are done. */
  void run(int steps, int grain, Part part) throws IOException {
    AtomicInteger next = new AtomicInteger();
    int needed = Math.min(count, (steps + grain - 1) / grain);
    List<Future<?>> futures = new ArrayList<>();
    for (int worker = 1; worker < needed; worker++) {
      int mine = worker;
      futures.add(others.submit(() -> drain(next, steps, grain, part, mine)));
    }
    try {
      drain(next, steps, grain, part, 0);
    } finally {
      next.set(steps);
      for (Future<?> future : futures) {
        await(future);
      }
    }
  }

  private static void drain(AtomicInteger next, int steps, int grain, Part part, int worker) {
    for (int from = next.getAndAdd(grain);
        from >= 0 && from < steps;
        from = next.getAndAdd(grain)) {
      part.run(worker, from, Math.min(steps, from + grain));
    }
  }

  private static void await(Future<?> future) throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          future.get();
          return;
        } catch (InterruptedException e) {
          interrupted = true; // the others still use our arrays: wait for them all the same
        } catch (ExecutionException e) {
          throw new IOException("building a graph failed", e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    others.shutdownNow();
  }
}
