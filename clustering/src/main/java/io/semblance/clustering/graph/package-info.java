/**
 * The graph of each row's nearest others: built exactly, or with a measured recall in a fraction of
 * the time, kept in a file, and read from both ends of its edges.
 */
@NullMarked
package io.semblance.clustering.graph;

import org.jspecify.annotations.NullMarked;
