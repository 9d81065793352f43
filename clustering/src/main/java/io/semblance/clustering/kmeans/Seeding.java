package io.semblance.clustering.kmeans;

import io.semblance.clustering.UniqueRows;
import io.semblance.progress.ParallelLoops;
import io.semblance.vectors.product.PackedRows;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Chooses rows to start from as k-means++ does: each with a probability proportional to its weight
 * and its squared distance to the nearest one chosen before (Arthur and Vassilvitskii, "k-means++:
 * the advantages of careful seeding", 2007).
 *
 * <p>To need products of whole panels only, a batch of rows is proposed by the distances from
 * before the batch, and each is taken with the probability by which its distance has shrunk since:
 * rejection sampling, so that what is chosen is distributed as if the distances were always up to
 * date.
 */
final class Seeding {
  private static final double GREATEST_SQUARED_DISTANCE = 4;
  private static final int PROPOSALS_PER_SEED = 4;

  private final UniqueRows rows;
  private final PackedRows points;
  private final ParallelLoops loops;
  private final double[] distances;
  private final int[] chosen;
  private int count;

  private Seeding(UniqueRows rows, PackedRows points, int k, ParallelLoops loops) {
    this.rows = rows;
    this.points = points;
    this.loops = loops;
    this.distances = new double[rows.count()];
    this.chosen = new int[k];
    Arrays.fill(distances, GREATEST_SQUARED_DISTANCE);
  }

  /** Copies of k different rows, {@code float[k][dimension]}; k is at most the number of rows. */
  static float[][] choose(
      UniqueRows rows, PackedRows points, int k, SplittableRandom random, ParallelLoops loops) {
    Seeding seeding = new Seeding(rows, points, k, loops);
    while (seeding.count < k) {
      int from = seeding.count;
      seeding.proposeBatch(random);
      seeding.shrinkDistances(from);
    }
    return Arrays.stream(seeding.chosen).mapToObj(seeding::row).toArray(float[][]::new);
  }

  private float[] row(int unique) {
    float[] row = new float[rows.dimension()];
    rows.copy(unique, row);
    return row;
  }

  private void proposeBatch(SplittableRandom random) {
    double[] cumulative = cumulative();
    double total = cumulative[cumulative.length - 1];
    if (total == 0) {
      chosen[count] = lowestNotChosen();
      count++;
      return;
    }
    int from = count;
    int end = Math.min(chosen.length, count + PackedRows.WIDTH);
    float[][] batch = new float[end - from][];
    for (int left = PROPOSALS_PER_SEED * batch.length; left > 0 && count < end; left--) {
      int proposed = draw(cumulative, random.nextDouble() * total);
      float[] row = row(proposed);
      double distance = Math.min(distances[proposed], toBatch(proposed, row, batch, from));
      if (random.nextDouble() * distances[proposed] < distance) {
        batch[count - from] = row;
        chosen[count++] = proposed;
      }
    }
  }

  private double toBatch(int proposed, float[] row, float[][] batch, int from) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = from; i < count; i++) {
      double distance = chosen[i] == proposed ? 0 : Inertia.squaredDistance(row, batch[i - from]);
      least = Math.min(least, distance);
    }
    return least;
  }

  private double[] cumulative() {
    double[] cumulative = new double[distances.length];
    double sum = 0;
    for (int i = 0; i < cumulative.length; i++) {
      sum += rows.weight(i) * distances[i];
      cumulative[i] = sum;
    }
    return cumulative;
  }

  /** The first row whose share of the sum reaches past the target; it is not empty. */
  private int draw(double[] cumulative, double target) {
    int low = 0;
    int high = cumulative.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (cumulative[middle] > target) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    while (distances[low] == 0) {
      low--; // the target was rounded up to the sum itself
    }
    return low;
  }

  /** When all rows are at rounding's distance of seeds. */
  private int lowestNotChosen() {
    int[] sorted = Arrays.stream(chosen, 0, count).sorted().toArray();
    int lowest = 0;
    while (lowest < sorted.length && sorted[lowest] == lowest) {
      lowest++;
    }
    return lowest;
  }

  private void shrinkDistances(int from) {
    float[][] seeds =
        Arrays.stream(chosen, from, count).mapToObj(this::row).toArray(float[][]::new);
    PackedRows packed = Centroids.pack(seeds);
    loops.run(
        points.strips(),
        1,
        (worker, first, end) -> {
          float[] products = new float[PackedRows.PRODUCTS];
          for (int strip = first; strip < end; strip++) {
            shrinkDistances(strip, packed, products);
          }
        });
    for (int i = from; i < count; i++) {
      distances[chosen[i]] = 0;
    }
  }

  private void shrinkDistances(int strip, PackedRows seeds, float[] products) {
    points.multiply(strip, seeds, 0, Float.NEGATIVE_INFINITY, products);
    int first = strip * PackedRows.HEIGHT;
    int end = Math.min(points.rows(), first + PackedRows.HEIGHT);
    for (int point = first; point < end; point++) {
      float greatest = Float.NEGATIVE_INFINITY;
      for (int seed = 0; seed < seeds.rows(); seed++) {
        greatest = Math.max(greatest, products[(point - first) * PackedRows.WIDTH + seed]);
      }
      distances[point] = Math.min(distances[point], Math.max(0, 2 - 2.0 * greatest));
    }
  }
}
