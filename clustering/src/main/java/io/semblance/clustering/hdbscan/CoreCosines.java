package io.semblance.clustering.hdbscan;

import io.semblance.clustering.KnnGraph;
import io.semblance.error.SemblanceException;

/** How dense it is around each row: the cosine of its {@code minSamples}-th nearest. */
final class CoreCosines {
  /** The core of a row that has too few others at any distance. */
  static final float NONE = Float.NEGATIVE_INFINITY;

  private CoreCosines() {}

  static float[] of(KnnGraph graph, int[] weights, int minSamples) {
    boolean complete = graph.k() >= graph.rows() - 1;
    if (!complete && minSamples > graph.k() + 1) {
      throw SemblanceException.invalid(
          "min_samples must be at most "
              + (graph.k() + 1)
              + " on a graph of "
              + graph.k()
              + " neighbours (the row itself counts), got: "
              + minSamples
              + "; build the graph with more neighbours");
    }
    float[] cores = new float[graph.rows()];
    for (int row = 0; row < cores.length; row++) {
      cores[row] = core(graph, weights, minSamples, row);
    }
    return cores;
  }

  private static float core(KnnGraph graph, int[] weights, int minSamples, int row) {
    long counted = weights[row];
    if (counted >= minSamples) {
      return 1;
    }
    int degree = graph.degree(row);
    for (int rank = 0; rank < degree; rank++) {
      counted += weights[graph.neighbor(row, rank)];
      if (counted >= minSamples) {
        return Math.min(1, graph.cosine(row, rank));
      }
    }
    return NONE;
  }
}
