package io.semblance.clustering.method;

import io.semblance.clustering.Clustering;
import io.semblance.clustering.graph.BuiltGraph;
import io.semblance.clustering.kmeans.KMeansTrial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a method found in unique rows.
 *
 * @param clustering of the unique rows
 * @param method with everything that it chose by itself
 * @param probabilities {@code float[rows]}: how surely each unique row belongs to its cluster, in
 *     [0, 1]; null where the method does not say. Not to be changed
 * @param graph that the method worked on; null when it needed none
 * @param trials what k was chosen from; empty when it was not
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record MethodResult(
    Clustering clustering,
    ClusteringMethod method,
    float @Nullable [] probabilities,
    @Nullable BuiltGraph graph,
    List<KMeansTrial> trials) {
  MethodResult(
      Clustering clustering,
      ClusteringMethod method,
      float @Nullable [] probabilities,
      @Nullable BuiltGraph graph) {
    this(clustering, method, probabilities, graph, List.of());
  }
}
