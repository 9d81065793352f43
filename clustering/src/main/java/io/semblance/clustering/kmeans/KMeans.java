package io.semblance.clustering.kmeans;

import io.semblance.clustering.UniqueRows;
import io.semblance.error.SemblanceException;
import io.semblance.progress.ParallelLoops;
import io.semblance.progress.Progress;
import io.semblance.vectors.product.PackedRows;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * Spherical k-means: each row belongs to the centroid with the greatest cosine, each centroid is
 * the direction of the sum of its rows (Dhillon and Modha, "Concept decompositions for large sparse
 * text data using clustering", 2001). Seeds as k-means++; a cluster that loses all its rows starts
 * again at the row that is farthest from its centroid.
 *
 * <p>The same seed gives the same bits for any number of threads and any order of the rows. An
 * iteration costs {@code 2 * count * k * dimension} operations; memory is a packed copy of the
 * rows.
 */
public final class KMeans {
  private static final String WORK = "k-means";

  private KMeans() {}

  /**
   * Clusters rows into k.
   *
   * @param progress counts iterations over all restarts
   * @throws SemblanceException with code {@code INVALID_REQUEST} when there are fewer than k
   *     different rows, {@code CANCELLED} when the caller asked for it
   */
  public static KMeansResult cluster(
      UniqueRows rows, KMeansConfig config, ParallelLoops loops, Progress progress) {
    requireRows(rows, config.k());
    PackedRows points = rows.pack(loops);
    KMeansResult best = null;
    for (int restart = 0; restart < config.restarts(); restart++) {
      progress.throwIfCancelled(WORK);
      SplittableRandom random = random(config.seed(), restart);
      float[][] seeds = Seeding.choose(rows, points, config.k(), random, loops);
      long done = (long) restart * config.maxIterations();
      KMeansResult result =
          new Run(rows, points, seeds, loops)
              .iterate(config.maxIterations(), iteration -> report(progress, done + iteration));
      best = best == null || result.inertia() < best.inertia() ? result : best;
    }
    return Objects.requireNonNull(best);
  }

  /**
   * Clusters rows from given centroids.
   *
   * @param centroids {@code float[k][dimension]} of unit length, not changed
   * @param maxIterations at least 0; with 0, rows are only assigned
   * @param progress counts iterations
   * @throws SemblanceException as {@link #cluster}
   */
  public static KMeansResult from(
      UniqueRows rows,
      float[][] centroids,
      int maxIterations,
      ParallelLoops loops,
      Progress progress) {
    requireRows(rows, centroids.length);
    requireDimension(rows, centroids);
    return new Run(rows, rows.pack(loops), centroids, loops)
        .iterate(maxIterations, iteration -> report(progress, iteration));
  }

  private static void report(Progress progress, long iterations) {
    progress.advancedTo(iterations);
    progress.throwIfCancelled(WORK);
  }

  private static void requireRows(UniqueRows rows, int k) {
    if (k < 1 || k > rows.count()) {
      throw SemblanceException.invalid(
          "k must be from 1 to the number of different vectors, " + rows.count() + ", got: " + k);
    }
  }

  private static void requireDimension(UniqueRows rows, float[][] centroids) {
    for (float[] centroid : centroids) {
      if (centroid.length != rows.dimension()) {
        throw SemblanceException.invalid(
            "dimension mismatch: vectors have "
                + rows.dimension()
                + ", a centroid has "
                + centroid.length);
      }
    }
  }

  private static SplittableRandom random(long seed, int restart) {
    return new SplittableRandom(new SplittableRandom(seed).nextLong() + restart);
  }
}
