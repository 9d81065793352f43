package io.semblance.clustering.graph;

import io.semblance.clustering.KnnGraph;

/**
 * A graph of nearest neighbours and how it came about.
 *
 * @param graph of unique rows; it has room for {@code min(k, rows - 1)} neighbours
 * @param options what was asked for
 * @param report how it was built and how good it is
 */
public record BuiltGraph(KnnGraph graph, GraphOptions options, GraphReport report) {
  /**
   * Whether building with these would give this very graph; a kept one then takes its place.
   *
   * @param k neighbours of each row that are wanted
   * @param wanted may have another number of threads
   */
  public boolean isBuiltWith(int k, GraphOptions wanted) {
    return graph.k() == Math.max(0, Math.min(k, graph.rows() - 1))
        && options.equals(wanted.withThreads(options.threads()));
  }
}
