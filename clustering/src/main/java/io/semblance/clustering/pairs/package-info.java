/**
 * Exact comparison of all rows with all: every pair above a cosine, the closest pairs of all, the
 * nearest rows of each row. The matrix of cosines is never written; results are the same for any
 * number of threads and any order of the input.
 */
@NullMarked
package io.semblance.clustering.pairs;

import org.jspecify.annotations.NullMarked;
