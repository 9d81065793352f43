/**
 * Paraphrase mining, deduplication, communities and clusters over an {@link
 * io.semblance.vectors.EmbeddingMatrix}. Empty so far: this module marks the room and its place in
 * the order of dependencies.
 */
@NullMarked
package io.semblance.clustering;

import org.jspecify.annotations.NullMarked;
