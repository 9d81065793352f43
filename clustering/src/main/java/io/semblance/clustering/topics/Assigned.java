package io.semblance.clustering.topics;

import io.semblance.clustering.Clustering;

/**
 * The clusters of new rows.
 *
 * @param labels {@code int[rows]}: a cluster's number, or {@link Clustering#OUTLIER}
 * @param cosines {@code float[rows]}: how near each row is to what decided: to the nearest
 *     centroid, or to its nearest neighbour; -1 when there was nothing to compare with
 */
public record Assigned(int[] labels, float[] cosines) {}
