package io.semblance.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A few threads that share loops; the calling thread is one of them. One loop at a time. Which
 * worker does which step is not determined: results that must not depend on it are kept by step and
 * merged in the order of the steps.
 */
public final class ParallelLoops implements AutoCloseable {
  private final int workers;
  private final ExecutorService others;

  /**
   * Starts threads.
   *
   * @param workers at least 1, the calling thread included
   * @param name of the work, for thread names
   */
  public ParallelLoops(int workers, String name) {
    if (workers < 1) {
      throw new IllegalArgumentException("threads must be at least 1, got: " + workers);
    }
    this.workers = workers;
    this.others =
        Executors.newFixedThreadPool(
            Math.max(1, workers - 1),
            Thread.ofPlatform().daemon().name("semblance-" + name + "-", 0).factory());
  }

  /** Part of a loop, run by one worker. */
  @FunctionalInterface
  public interface Part {
    /**
     * Does steps {@code from} to {@code to - 1}.
     *
     * @param worker from 0 to {@link #workers} - 1, for things that each worker has its own of
     */
    void run(int worker, int from, int to);
  }

  public int workers() {
    return workers;
  }

  /**
   * Runs all steps, {@code grain} at a time and low ones first, on all workers; returns when all
   * are done. A failure ends the loop after the parts in progress and is thrown here.
   */
  public void run(int steps, int grain, Part part) {
    AtomicInteger next = new AtomicInteger();
    int needed = Math.min(workers, (steps + grain - 1) / grain);
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
      try {
        part.run(worker, from, Math.min(steps, from + grain));
      } catch (Throwable e) {
        next.set(steps);
        throw e;
      }
    }
  }

  private static void await(Future<?> future) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          future.get();
          return;
        } catch (InterruptedException e) {
          interrupted =
              true; // the others still use the caller's arrays: wait for them all the same
        } catch (ExecutionException e) {
          throw rethrown(e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException rethrown(@Nullable Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException failure ? failure : new IllegalStateException(cause);
  }

  @Override
  public void close() {
    others.shutdownNow();
  }
}
