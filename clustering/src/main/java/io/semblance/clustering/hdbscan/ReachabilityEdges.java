package io.semblance.clustering.hdbscan;

import io.semblance.clustering.KnnGraph;
import java.util.Arrays;

/**
 * The edges of a graph by mutual reachability, nearest first. Each is one number: its cosine, so
 * coded that higher cosines sort first, above its place {@code row * k + rank} in the graph.
 */
final class ReachabilityEdges {
  private ReachabilityEdges() {}

  /** Edges between rows that have a core, each pair of rows once. */
  static long[] sorted(KnnGraph graph, float[] cores) {
    long[] edges = new long[graph.rows() * graph.k()];
    int count = 0;
    for (int row = 0; row < graph.rows(); row++) {
      int degree = graph.degree(row);
      for (int rank = 0; rank < degree; rank++) {
        int neighbor = graph.neighbor(row, rank);
        float cosine = graph.cosine(row, rank);
        float reached = Math.min(cosine, Math.min(cores[row], cores[neighbor]));
        if (reached != CoreCosines.NONE
            && (row < neighbor || !lists(graph, neighbor, row, cosine))) {
          edges[count++] = code(reached, row * graph.k() + rank);
        }
      }
    }
    long[] sorted = Arrays.copyOf(edges, count);
    Arrays.sort(sorted);
    return sorted;
  }

  private static boolean lists(KnnGraph graph, int lister, int sought, float cosine) {
    int degree = graph.degree(lister);
    if (degree == graph.k() && graph.cosine(lister, degree - 1) > cosine) {
      return false;
    }
    for (int rank = 0; rank < degree; rank++) {
      if (graph.neighbor(lister, rank) == sought) {
        return true;
      }
    }
    return false;
  }

  private static long code(float cosine, int edge) {
    return ((long) ~ordered(Float.floatToRawIntBits(cosine + 0.0f)) << 32) | edge;
  }

  static float cosine(long code) {
    return Float.intBitsToFloat(ordered(~(int) (code >> 32)));
  }

  static int edge(long code) {
    return (int) code;
  }

  /** Bits of floats as integers of the same order, and back. */
  private static int ordered(int bits) {
    return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
  }
}
