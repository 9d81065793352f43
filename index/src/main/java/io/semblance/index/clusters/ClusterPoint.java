package io.semblance.index.clusters;

import org.jspecify.annotations.Nullable;

/**
 * A document in a clustering.
 *
 * @param id of the document
 * @param cluster its cluster's number, or -1 for an outlier
 * @param cosine to the centroid of its cluster; of an outlier, to the nearest centroid; 0 when
 *     there are no clusters
 * @param outlierScore how far it is from its cluster, in [0, 1]; higher is farther
 * @param probability how surely it belongs to its cluster, in [0, 1]; null where the algorithm does
 *     not say
 * @param position on the map; null when none was drawn, or it came after
 * @param assigned whether it came after the clustering was made and was assigned to a cluster
 */
public record ClusterPoint(
    String id,
    int cluster,
    float cosine,
    float outlierScore,
    @Nullable Float probability,
    @Nullable Position position,
    boolean assigned) {
  /** A place on the map of a clustering. */
  public record Position(float x, float y) {}
}
