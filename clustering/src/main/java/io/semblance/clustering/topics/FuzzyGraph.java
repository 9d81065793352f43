package io.semblance.clustering.topics;

import io.semblance.clustering.KnnGraph;
import java.util.Arrays;

/**
 * How strongly neighbours belong together, in [0, 1] and the same in both directions: the fuzzy
 * union of each row's own view (McInnes, Healy and Melville, "UMAP", 2018, section 3.1). In its own
 * view a row's nearest neighbour has 1, and the bandwidth is such that all together have {@code
 * log2(degree + 1)}. Distances are {@code sqrt(2 - 2 cos)}.
 *
 * @param starts {@code int[rows + 1]}: where each row's neighbours begin
 * @param neighbors by rising number
 * @param weights of the neighbours
 * @param masses the sum of the weights of each row's neighbours
 */
record FuzzyGraph(int[] starts, int[] neighbors, float[] weights, float[] masses) {
  private static final int BISECTIONS = 64;

  /** Bandwidths are at least so much of the mean distance of a row's neighbours. */
  private static final double LEAST_BANDWIDTH = 1e-3;

  /** No distance is larger than 2: beyond this all weights are 1. */
  private static final double MAX_BANDWIDTH = 1e6;

  static FuzzyGraph of(KnnGraph graph) {
    int rows = graph.rows();
    int[] starts = new int[rows + 1];
    for (int row = 0; row < rows; row++) {
      int degree = graph.degree(row);
      starts[row + 1] += degree;
      for (int rank = 0; rank < degree; rank++) {
        starts[graph.neighbor(row, rank) + 1]++;
      }
    }
    Arrays.parallelPrefix(starts, Math::addExact);
    long[] entries = new long[starts[rows]];
    int[] next = starts.clone();
    for (int row = 0; row < rows; row++) {
      double[] views = view(graph, row);
      for (int rank = 0; rank < views.length; rank++) {
        int other = graph.neighbor(row, rank);
        long weight = Float.floatToIntBits((float) views[rank]); // positive: sorts like the number
        entries[next[row]++] = ((long) other << Integer.SIZE) | weight;
        entries[next[other]++] = ((long) row << Integer.SIZE) | weight;
      }
    }
    return union(rows, starts, entries);
  }

  private static FuzzyGraph union(int rows, int[] starts, long[] entries) {
    int[] unionStarts = new int[rows + 1];
    int[] neighbors = new int[entries.length];
    float[] weights = new float[entries.length];
    float[] masses = new float[rows];
    int count = 0;
    for (int row = 0; row < rows; row++) {
      Arrays.sort(entries, starts[row], starts[row + 1]);
      for (int i = starts[row]; i < starts[row + 1]; i++) {
        int neighbor = (int) (entries[i] >>> Integer.SIZE);
        float weight = Float.intBitsToFloat((int) entries[i]);
        if (count > unionStarts[row] && neighbors[count - 1] == neighbor) {
          weights[count - 1] += weight - weights[count - 1] * weight;
        } else {
          neighbors[count] = neighbor;
          weights[count++] = weight;
        }
      }
      unionStarts[row + 1] = count;
      for (int i = unionStarts[row]; i < count; i++) {
        masses[row] += weights[i];
      }
    }
    return new FuzzyGraph(
        unionStarts, Arrays.copyOf(neighbors, count), Arrays.copyOf(weights, count), masses);
  }

  private static double[] view(KnnGraph graph, int row) {
    double[] distances = new double[graph.degree(row)];
    for (int rank = 0; rank < distances.length; rank++) {
      distances[rank] = Math.sqrt(Math.max(0, 2 - 2 * (double) graph.cosine(row, rank)));
    }
    if (distances.length == 0) {
      return distances;
    }
    double bandwidth = bandwidth(distances);
    double nearest = distances[0];
    for (int rank = 0; rank < distances.length; rank++) {
      distances[rank] = weight(distances[rank] - nearest, bandwidth);
    }
    return distances;
  }

  private static double weight(double beyondNearest, double bandwidth) {
    return beyondNearest <= 0 ? 1 : StrictMath.exp(-beyondNearest / bandwidth);
  }

  private static double bandwidth(double[] distances) {
    double wanted = StrictMath.log(distances.length + 1) / StrictMath.log(2);
    double mean = Arrays.stream(distances).sum() / distances.length;
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    double middle = 1;
    for (int i = 0; i < BISECTIONS; i++) {
      double sum = 0;
      for (double distance : distances) {
        sum += weight(distance - distances[0], middle);
      }
      low = sum > wanted ? low : middle;
      high = sum > wanted ? middle : high;
      middle = high == Double.POSITIVE_INFINITY ? 2 * middle : (low + high) / 2;
    }
    return Math.max(Math.min(middle, MAX_BANDWIDTH), Math.max(LEAST_BANDWIDTH * mean, 1e-12));
  }

  int rows() {
    return starts.length - 1;
  }
}
