package io.semblance.clustering.topics;

import io.semblance.error.SemblanceException;

/**
 * How a graph is laid out.
 *
 * @param epochs how often all places move, at least 0
 * @param seed of the repelling samples
 * @param threads at least 1; changes how long it takes, never the map
 */
public record GraphMapOptions(int epochs, long seed, int threads) {
  /** 200 epochs, seed 42, one thread. */
  public static final GraphMapOptions DEFAULTS = new GraphMapOptions(200, 42, 1);

  public GraphMapOptions {
    require(epochs >= 0, "epochs must be at least 0", epochs);
    require(threads >= 1, "threads must be at least 1", threads);
  }

  private static void require(boolean holds, String rule, int value) {
    if (!holds) {
      throw SemblanceException.invalid(rule + ", got: " + value);
    }
  }

  /** The same on another number of threads. */
  public GraphMapOptions onThreads(int number) {
    return new GraphMapOptions(epochs, seed, number);
  }
}
