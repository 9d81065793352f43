package io.semblance.clustering.topics;

import io.semblance.progress.ParallelLoops;
import java.util.Arrays;

/** The cosine of each centroid to the nearest other; -1 when there is no other. */
record Separation(double[] cosines) {
  static Separation of(Centroids centroids, ParallelLoops loops) {
    double[] nearest = new double[centroids.count()];
    Arrays.fill(nearest, -1);
    loops.run(
        nearest.length,
        16,
        (worker, from, to) -> {
          for (int cluster = from; cluster < to; cluster++) {
            nearest[cluster] = nearest(centroids, cluster);
          }
        });
    return new Separation(nearest);
  }

  private static double nearest(Centroids centroids, int cluster) {
    double nearest = -1;
    for (int other = 0; other < centroids.count(); other++) {
      if (other != cluster) {
        nearest = Math.max(nearest, centroids.cosine(cluster, other));
      }
    }
    return nearest;
  }

  double of(int cluster) {
    return cosines[cluster];
  }
}
