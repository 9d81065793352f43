package io.semblance.clustering.kmeans;

import java.util.OptionalDouble;

/**
 * A line of the table that helps to choose k.
 *
 * @param inertia falls as k grows; look where it stops falling fast
 * @param silhouette mean over all rows, higher is better; empty for k = 1
 */
public record KMeansTrial(int k, double inertia, OptionalDouble silhouette) {}
