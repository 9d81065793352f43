package io.semblance.clustering.topics;

import io.semblance.clustering.Clustering;
import io.semblance.clustering.UniqueRows;
import io.semblance.progress.ParallelLoops;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Maps at once, by principal axes: centroids along the two axes in which they differ most, the
 * members of each cluster around its centroid along their own two axes, so near that they stay
 * within half of the way to the nearest other centroid. Outliers lie along the axes of the
 * centroids. Axes are fitted to at most {@link #SAMPLE} rows, those of a cluster to at most {@link
 * #SAMPLE_OF_CLUSTER}, evenly over the unique rows, whose order has nothing to do with their
 * direction.
 */
public final class QuickMap {
  static final int SAMPLE = 4_000;
  static final int SAMPLE_OF_CLUSTER = 200;
  private static final int ITERATIONS = 100;
  private static final int ITERATIONS_OF_CLUSTER = 15;

  /** Points as far out as so many times the root mean square reach the border. */
  private static final double SPREAD = 2.5;

  /** The least half way to another centroid, as a share of the extent of all centroids. */
  private static final double LEAST_REACH = 0.01;

  private final UniqueRows rows;
  private final double[] places;

  private QuickMap(UniqueRows rows) {
    this.rows = rows;
    this.places = new double[2 * rows.count()];
  }

  /** Places unique rows along the two axes in which they differ most. */
  public static TopicMap of(UniqueRows rows, int threads) {
    try (ParallelLoops loops = new ParallelLoops(threads, "map")) {
      return new QuickMap(rows).along(loops);
    }
  }

  /**
   * Places unique rows around the centroids of their clusters; with fewer than three clusters as
   * {@link #of(UniqueRows, int)} does.
   *
   * @param clustering of the unique rows
   */
  public static TopicMap of(UniqueRows rows, Clustering clustering, int threads) {
    try (ParallelLoops loops = new ParallelLoops(threads, "map")) {
      Centroids centroids = Centroids.of(rows, clustering, loops);
      QuickMap map = new QuickMap(rows);
      return centroids.count() < 3 ? map.along(loops) : map.around(centroids, clustering, loops);
    }
  }

  private TopicMap along(ParallelLoops loops) {
    int[] all = IntStream.range(0, rows.count()).toArray();
    place(all, PrincipalAxes.of(sample(all, SAMPLE), rows.dimension(), ITERATIONS), loops);
    return TopicMap.of(places);
  }

  private void place(int[] chosen, PrincipalAxes axes, ParallelLoops loops) {
    loops.run(
        chosen.length,
        256,
        (worker, from, to) -> {
          for (int i = from; i < to; i++) {
            double[] vector = vector(chosen[i]);
            places[2 * chosen[i]] = axes.along(0, vector);
            places[2 * chosen[i] + 1] = axes.along(1, vector);
          }
        });
  }

  private TopicMap around(Centroids centroids, Clustering clustering, ParallelLoops loops) {
    double[][] units = new double[centroids.count()][];
    Arrays.setAll(units, cluster -> centroids.unit(cluster).clone());
    PrincipalAxes axes = PrincipalAxes.of(units, rows.dimension(), ITERATIONS);
    double[] centres = new double[2 * centroids.count()];
    for (int cluster = 0; cluster < centroids.count(); cluster++) {
      centres[2 * cluster] = axes.along(0, centroids.unit(cluster));
      centres[2 * cluster + 1] = axes.along(1, centroids.unit(cluster));
    }
    int[] labels = clustering.labels();
    place(IntStream.range(0, labels.length).filter(i -> labels[i] < 0).toArray(), axes, loops);
    loops.run(
        centroids.count(),
        1,
        (worker, from, to) -> {
          for (int cluster = from; cluster < to; cluster++) {
            placeMembers(centroids.members().stream(cluster).toArray(), centres, cluster);
          }
        });
    return TopicMap.of(places);
  }

  private void placeMembers(int[] members, double[] centres, int cluster) {
    PrincipalAxes axes =
        PrincipalAxes.of(
            sample(members, SAMPLE_OF_CLUSTER), rows.dimension(), ITERATIONS_OF_CLUSTER);
    double squares = 0;
    for (int member : members) {
      double[] vector = vector(member);
      double alongFirst = axes.along(0, vector);
      double alongSecond = axes.along(1, vector);
      places[2 * member] = alongFirst;
      places[2 * member + 1] = alongSecond;
      squares += alongFirst * alongFirst + alongSecond * alongSecond;
    }
    double border = SPREAD * Math.sqrt(squares / members.length);
    double reach = reach(centres, cluster);
    for (int member : members) {
      double out = StrictMath.hypot(places[2 * member], places[2 * member + 1]);
      double scale = out == 0 ? 0 : reach / Math.max(out, border);
      places[2 * member] = centres[2 * cluster] + scale * places[2 * member];
      places[2 * member + 1] = centres[2 * cluster + 1] + scale * places[2 * member + 1];
    }
  }

  private static double reach(double[] centres, int cluster) {
    double nearest = Double.POSITIVE_INFINITY;
    double farthest = 0;
    for (int other = 0; other < centres.length / 2; other++) {
      if (other != cluster) {
        double away =
            StrictMath.hypot(
                centres[2 * other] - centres[2 * cluster],
                centres[2 * other + 1] - centres[2 * cluster + 1]);
        nearest = Math.min(nearest, away);
        farthest = Math.max(farthest, away);
      }
    }
    return Math.max(nearest / 2, LEAST_REACH * farthest);
  }

  private double[][] sample(int[] chosen, int most) {
    int count = Math.min(most, chosen.length);
    double[][] sample = new double[count][];
    for (int i = 0; i < count; i++) {
      sample[i] = vector(chosen[(int) ((long) i * chosen.length / count)]);
    }
    return sample;
  }

  private double[] vector(int unique) {
    float[] row = new float[rows.dimension()];
    rows.copy(unique, row);
    double[] vector = new double[row.length];
    for (int k = 0; k < row.length; k++) {
      vector[k] = row[k];
    }
    return vector;
  }
}
