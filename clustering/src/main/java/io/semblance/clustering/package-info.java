/**
 * Paraphrase mining, deduplication, communities, clusters and topics over the rows of an {@link
 * io.semblance.vectors.EmbeddingMatrix}. Here are the words that all of its rooms share: rows
 * without copies in an order that their input order does not change, the graph of nearest
 * neighbours, and labels.
 */
@NullMarked
package io.semblance.clustering;

import org.jspecify.annotations.NullMarked;
