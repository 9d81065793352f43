package io.semblance.encoder;

/**
 * Two texts that a cross-encoder reads together.
 *
 * @param first the query, where there is one
 * @param second the document, where there is one
 */
public record TextPair(String first, String second) {}
