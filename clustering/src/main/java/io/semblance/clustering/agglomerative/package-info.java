/** Agglomerative clustering: the tree of merges of few rows, and its cuts. */
@NullMarked
package io.semblance.clustering.agglomerative;

import org.jspecify.annotations.NullMarked;
