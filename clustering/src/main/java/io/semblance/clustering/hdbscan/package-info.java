/**
 * Density-based clusters (HDBSCAN*) on a graph of nearest neighbours: how many there are is found,
 * not asked for, and rows that are in no dense region stay outliers.
 */
@NullMarked
package io.semblance.clustering.hdbscan;

import org.jspecify.annotations.NullMarked;
