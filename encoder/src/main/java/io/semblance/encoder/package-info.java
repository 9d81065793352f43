/**
 * Text and images in, vectors out. {@link io.semblance.encoder.SentenceEncoders#load(String)} opens
 * a model that was published in the SentenceTransformers folder layout and gives a {@link
 * io.semblance.encoder.SentenceEncoder}, whose vectors equal SentenceTransformers' own to 1e-5. The
 * model's files decide everything: pooling, dense layers, normalisation, length limit and prompts.
 *
 * <p>{@link io.semblance.encoder.Rerankers}, {@link io.semblance.encoder.SparseEncoders} and {@link
 * io.semblance.encoder.ImageEncoders} open the other kinds of models. Of the packages below this
 * one {@code hub}, {@code reduce}, {@code quantize}, {@code distill} and {@code calibration} are
 * for users too; the others are internal: they are public only to each other.
 */
@NullMarked
package io.semblance.encoder;

import org.jspecify.annotations.NullMarked;
