package io.semblance.clustering.kmeans;

import io.semblance.clustering.UniqueRows;
import io.semblance.progress.ParallelLoops;
import java.util.Arrays;

/** The sum of the weighted squared distances of rows to their centroids, in double precision. */
final class Inertia {
  private static final int CHUNK = 1024;

  private Inertia() {}

  static double of(UniqueRows rows, int[] labels, float[][] centroids, ParallelLoops loops) {
    double[] sums = new double[(rows.count() + CHUNK - 1) / CHUNK];
    loops.run(
        sums.length,
        1,
        (worker, from, to) -> {
          for (int chunk = from; chunk < to; chunk++) {
            sums[chunk] = ofChunk(rows, labels, centroids, chunk * CHUNK);
          }
        });
    return Arrays.stream(sums).sequential().reduce(0, Double::sum);
  }

  private static double ofChunk(UniqueRows rows, int[] labels, float[][] centroids, int first) {
    float[] row = new float[rows.dimension()];
    double sum = 0;
    for (int i = first; i < Math.min(rows.count(), first + CHUNK); i++) {
      rows.copy(i, row);
      sum += rows.weight(i) * squaredDistance(row, centroids[labels[i]]);
    }
    return sum;
  }

  static double squaredDistance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = (double) a[i] - b[i];
      sum += difference * difference;
    }
    return sum;
  }
}
