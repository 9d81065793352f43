/** Sparse vectors over a vocabulary, the SPLADE family. Internal to the encoder. */
@NullMarked
package io.semblance.encoder.sparse;

import org.jspecify.annotations.NullMarked;
