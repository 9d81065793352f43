package io.semblance.clustering.kmeans;

import io.semblance.error.SemblanceException;

/**
 * How k-means runs.
 *
 * @param k clusters, at least 1 and at most the number of different rows
 * @param maxIterations when to stop if rows still change their cluster, at least 1
 * @param restarts runs from other seeds, at least 1; the one of least inertia is the result
 * @param seed of all random choices
 */
public record KMeansConfig(int k, int maxIterations, int restarts, long seed) {
  private static final int DEFAULT_ITERATIONS = 25;
  private static final long DEFAULT_SEED = 42;

  /**
   * Checks the values.
   *
   * @throws SemblanceException with code {@code INVALID_REQUEST} when one is below 1
   */
  public KMeansConfig {
    requirePositive("k", k);
    requirePositive("max_iterations", maxIterations);
    requirePositive("restarts", restarts);
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw SemblanceException.invalid(name + " must be at least 1, got: " + value);
    }
  }

  /** One run of at most 25 iterations with seed 42. */
  public static KMeansConfig of(int k) {
    return new KMeansConfig(k, DEFAULT_ITERATIONS, 1, DEFAULT_SEED);
  }

  public KMeansConfig withK(int other) {
    return new KMeansConfig(other, maxIterations, restarts, seed);
  }

  public KMeansConfig withRestarts(int other) {
    return new KMeansConfig(k, maxIterations, other, seed);
  }

  public KMeansConfig withSeed(long other) {
    return new KMeansConfig(k, maxIterations, restarts, other);
  }
}
