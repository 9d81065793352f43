/**
 * Spherical k-means: clusters around directions, each row with the centroid it is nearest to. A
 * table over a grid of k helps to choose how many.
 */
@NullMarked
package io.semblance.clustering.kmeans;

import org.jspecify.annotations.NullMarked;
