package io.semblance.clustering.graph;

import io.semblance.error.SemblanceException;

/**
 * How a graph of nearest neighbours is built. Immutable.
 *
 * @param mode exact, approximate, or what is estimated to be faster
 * @param targetRecall share of the true nearest neighbours to find, above 0 and at most 1; only an
 *     approximate graph can miss some
 * @param minScore cosine from which neighbours matter: recall counts only true neighbours of at
 *     least it. -1 counts all
 * @param threads at least 1; does not change the result
 * @param seed of all choices made by chance; equal seeds and rows give equal graphs
 */
public record GraphOptions(
    GraphMode mode, double targetRecall, double minScore, int threads, long seed) {
  /** Recall .95 of all k neighbours, in the faster mode, on all processors, with seed 42. */
  public static GraphOptions defaults() {
    return new GraphOptions(
        GraphMode.AUTO, 0.95, -1, Runtime.getRuntime().availableProcessors(), 42);
  }

  public GraphOptions {
    if (!(targetRecall > 0 && targetRecall <= 1)) {
      throw SemblanceException.invalid(
          "recall must be above 0 and at most 1, got: " + targetRecall);
    }
    if (!(minScore >= -1 && minScore <= 1)) {
      throw SemblanceException.invalid("minimum score must be from -1 to 1, got: " + minScore);
    }
    if (threads < 1) {
      throw SemblanceException.invalid("threads must be at least 1, got: " + threads);
    }
  }

  public GraphOptions withMode(GraphMode value) {
    return new GraphOptions(value, targetRecall, minScore, threads, seed);
  }

  public GraphOptions withTargetRecall(double value) {
    return new GraphOptions(mode, value, minScore, threads, seed);
  }

  public GraphOptions withMinScore(double value) {
    return new GraphOptions(mode, targetRecall, value, threads, seed);
  }

  public GraphOptions withThreads(int value) {
    return new GraphOptions(mode, targetRecall, minScore, value, seed);
  }

  public GraphOptions withSeed(long value) {
    return new GraphOptions(mode, targetRecall, minScore, threads, value);
  }
}
