package io.semblance.clustering.method;

import io.semblance.clustering.UniqueRows;
import io.semblance.clustering.graph.BuiltGraph;
import io.semblance.clustering.graph.GraphOptions;
import io.semblance.clustering.graph.KnnGraphs;
import io.semblance.progress.Progress;

/** Where the graph of neighbours comes from: built, or kept from an earlier run. */
@FunctionalInterface
public interface GraphSource {
  /** Builds it each time. */
  GraphSource BUILT = KnnGraphs::build;

  /** The graph of these rows with k neighbours each. */
  BuiltGraph graph(UniqueRows rows, int k, GraphOptions options, Progress progress);
}
