package io.semblance.clustering.topics;

import io.semblance.clustering.Clustering;
import io.semblance.clustering.UniqueRows;
import io.semblance.progress.ParallelLoops;
import io.semblance.vectors.EmbeddingMatrix;
import io.semblance.vectors.product.PackedRows;
import java.util.stream.IntStream;

/** How far rows are from the middle of their clusters; {@link TopicReport#outlierScores}. */
final class OutlierScores {
  /** Distances of equal vectors come out below this. */
  private static final double ROUNDING = 1e-6;

  private OutlierScores() {}

  /** Gives {@code float[unique rows]}. */
  static float[] of(
      UniqueRows rows, Clustering clustering, Centroids centroids, ParallelLoops loops) {
    double[] medians = medians(centroids);
    float[] scores = new float[rows.count()];
    for (int unique = 0; unique < scores.length; unique++) {
      int label = clustering.labels()[unique];
      if (label >= 0) {
        scores[unique] = score(1 - centroids.cosine(unique), medians[label]);
      }
    }
    int[] outliers =
        IntStream.range(0, scores.length)
            .filter(unique -> clustering.labels()[unique] < 0)
            .toArray();
    NearestCentroids nearest = nearest(rows, outliers, centroids, loops);
    for (int i = 0; i < outliers.length; i++) {
      int cluster = nearest.clusters()[i];
      scores[outliers[i]] =
          cluster < 0 ? 1 : score(1 - (double) nearest.cosines()[i], medians[cluster]);
    }
    return scores;
  }

  private static NearestCentroids nearest(
      UniqueRows rows, int[] outliers, Centroids centroids, ParallelLoops loops) {
    int[] chosen = IntStream.of(outliers).map(rows::first).toArray();
    try (EmbeddingMatrix matrix = centroids.matrix()) {
      return NearestCentroids.of(rows.matrix(), chosen, PackedRows.of(matrix), loops);
    }
  }

  private static double[] medians(Centroids centroids) {
    double[] medians = new double[centroids.count()];
    for (int cluster = 0; cluster < medians.length; cluster++) {
      double[] distances =
          centroids.members().stream(cluster)
              .mapToDouble(unique -> 1 - centroids.cosine(unique))
              .sorted()
              .toArray();
      medians[cluster] = distances.length == 0 ? 0 : distances[(distances.length - 1) / 2];
    }
    return medians;
  }

  private static float score(double distance, double median) {
    double typical = Math.max(median, ROUNDING);
    return distance <= typical ? 0 : (float) (1 - typical / distance);
  }
}
