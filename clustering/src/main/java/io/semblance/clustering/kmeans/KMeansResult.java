package io.semblance.clustering.kmeans;

import io.semblance.clustering.Clustering;

/**
 * What k-means found.
 *
 * @param clustering of the unique rows, without outliers
 * @param centroids {@code float[clusters][dimension]}, of unit length; row i belongs to cluster i
 * @param inertia sum over all rows, copies counted, of the squared distance to their centroid, 2 -
 *     2 cos
 * @param iterations of the run that this is the result of: how often centroids were moved
 * @param converged whether the last iteration changed no row's cluster
 */
public record KMeansResult(
    Clustering clustering,
    float[][] centroids,
    double inertia,
    int iterations,
    boolean converged) {}
