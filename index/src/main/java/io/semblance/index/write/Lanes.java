package io.semblance.index.write;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Does a list of work on several threads and keeps the order of what belongs together: equal keys
 * go to one thread. Safe for many threads.
 *
 * @param count how many threads
 */
record Lanes(int count) {
  /** Below this a thread costs more than it brings. */
  private static final int WORTHWHILE = 64;

  /** One piece of work. */
  @FunctionalInterface
  interface Work<T, R> {
    R on(T item) throws IOException;
  }

  /** The results in order; after a failure some of the work may be done, none is in progress. */
  <T, R> List<R> run(List<T> items, Function<T, String> key, Work<T, R> work) throws IOException {
    List<R> results = new ArrayList<>(items.size());
    if (count == 1 || items.size() < WORTHWHILE) {
      for (T item : items) {
        results.add(work.on(item));
      }
      return results;
    }
    Object[] done = new Object[items.size()];
    List<Future<?>> lanes = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
      for (int lane = 0; lane < count; lane++) {
        int mine = lane;
        lanes.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < done.length; i++) {
                    T item = items.get(i);
                    if (Math.floorMod(key.apply(item).hashCode(), count) == mine) {
                      done[i] = work.on(item);
                    }
                  }
                  return mine;
                }));
      }
    }
    for (Future<?> lane : lanes) {
      await(lane);
    }
    @SuppressWarnings("unchecked") // only results were put there, one for each item
    List<R> all = (List<R>) Arrays.asList(done);
    return all;
  }

  private static void await(Future<?> lane) throws IOException {
    try {
      lane.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      if (e.getCause() instanceof RuntimeException runtime) {
        throw runtime;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new java.io.InterruptedIOException("interrupted while writing");
    }
  }
}
