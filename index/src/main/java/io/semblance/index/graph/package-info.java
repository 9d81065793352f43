/**
 * A faster builder of the neighbour graphs that Lucene searches. {@link
 * io.semblance.index.graph.BatchedHnswVectorsFormat} writes the files of Lucene's own format, so
 * that indexes need nothing of this package to be read.
 */
@NullMarked
package io.semblance.index.graph;

import org.jspecify.annotations.NullMarked;
