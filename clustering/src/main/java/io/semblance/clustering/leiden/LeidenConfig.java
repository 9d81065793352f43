package io.semblance.clustering.leiden;

import io.semblance.error.SemblanceException;

/**
 * How the Leiden algorithm works.
 *
 * @param resolution the least density of a community: two groups stay apart when the weights
 *     between them sum to less than {@code resolution} times the product of their sizes; above 0
 * @param iterations how often the whole is improved at most; at least 1
 * @param randomness how freely the refinement chooses among improvements; above 0
 * @param minClusterSize the rows of lighter communities, copies counted, are outliers; at least 1
 * @param seed of all random choices
 */
public record LeidenConfig(
    double resolution, int iterations, double randomness, int minClusterSize, long seed) {

  public LeidenConfig {
    require(resolution > 0 && resolution < Double.POSITIVE_INFINITY, "resolution", resolution);
    require(randomness > 0 && randomness < Double.POSITIVE_INFINITY, "randomness", randomness);
    require(iterations >= 1, "iterations", iterations);
    require(minClusterSize >= 1, "min_cluster_size", minClusterSize);
  }

  /** 10 iterations, randomness 0.01, communities of at least 10, seed 42. */
  public static LeidenConfig of(double resolution) {
    return new LeidenConfig(resolution, 10, 0.01, 10, 42);
  }

  public LeidenConfig withResolution(double other) {
    return new LeidenConfig(other, iterations, randomness, minClusterSize, seed);
  }

  public LeidenConfig withMinClusterSize(int other) {
    return new LeidenConfig(resolution, iterations, randomness, other, seed);
  }

  public LeidenConfig withSeed(long other) {
    return new LeidenConfig(resolution, iterations, randomness, minClusterSize, other);
  }

  private static void require(boolean valid, String name, Number value) {
    if (!valid) {
      throw SemblanceException.invalid(name + " must be above 0 and finite, got: " + value);
    }
  }
}
