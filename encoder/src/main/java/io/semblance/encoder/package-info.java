/**
 * Text in, vectors out. {@link io.semblance.encoder.SentenceEncoders#load(String)} opens a model
 * that was published in the SentenceTransformers folder layout and gives a {@link
 * io.semblance.encoder.SentenceEncoder}, whose vectors equal SentenceTransformers' own to 1e-5. The
 * model's files decide everything: pooling, dense layers, normalisation, length limit and prompts.
 *
 * <p>The packages below this one are internal: they are public only to each other.
 */
@NullMarked
package io.semblance.encoder;

import org.jspecify.annotations.NullMarked;
