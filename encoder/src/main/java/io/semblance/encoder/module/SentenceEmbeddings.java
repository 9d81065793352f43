package io.semblance.encoder.module;

/**
 * One vector a text, from an input module that needs no pooling.
 *
 * @param vectors {@code float[batch][width]}, the receiver's
 */
public record SentenceEmbeddings(float[][] vectors) implements Features {}
