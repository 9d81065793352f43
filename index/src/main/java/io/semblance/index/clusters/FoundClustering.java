package io.semblance.index.clusters;

import java.util.List;
import java.util.SortedMap;

/**
 * What a run found in the rows of {@link CollectionVectors}, before it is kept.
 *
 * @param points {@code [rows]} in the order of the rows
 * @param clusters by their numbers, without exemplars
 * @param exemplars for each cluster the rows that stand for it, the most central first
 * @param centroids {@code float[clusters][dimension]}
 * @param noise how many rows are in no cluster
 * @param parameters as {@link StoredClustering#parameters}
 * @param measures as {@link StoredClustering#measures}
 * @param nextStableId as {@link StoredClustering#nextStableId}
 * @param events as {@link StoredClustering#events}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record FoundClustering(
    RowPoints points,
    List<Cluster> clusters,
    List<List<Integer>> exemplars,
    float[][] centroids,
    int noise,
    SortedMap<String, Double> parameters,
    SortedMap<String, Double> measures,
    int nextStableId,
    List<ClusterEvent> events) {
  /** The place of each row. */
  @FunctionalInterface
  interface RowPoints {
    ClusterPoint at(int row, String id);
  }
}
