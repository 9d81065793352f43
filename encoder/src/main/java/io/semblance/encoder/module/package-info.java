/**
 * The steps between a transformer's token embeddings and a sentence embedding. Internal to the
 * encoder.
 */
@NullMarked
package io.semblance.encoder.module;

import org.jspecify.annotations.NullMarked;
