package io.semblance.encoder.module;

/**
 * One vector a text.
 *
 * @param vectors {@code [batch][dimension]}, the receiver's
 */
@SuppressWarnings("ArrayRecordComponent") // never compared: travels from one module to the next
public record SentenceEmbeddings(float[][] vectors) implements Features {}
