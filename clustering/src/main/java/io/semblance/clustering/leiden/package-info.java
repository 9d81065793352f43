/**
 * Communities of a neighbour graph by the Leiden algorithm, at one resolution or at many as a
 * hierarchy from broad to fine.
 */
@NullMarked
package io.semblance.clustering.leiden;

import org.jspecify.annotations.NullMarked;
