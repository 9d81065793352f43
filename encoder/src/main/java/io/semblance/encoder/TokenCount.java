package io.semblance.encoder;

/**
 * How long a text was for its model.
 *
 * @param tokens tokens of the whole text, special tokens and prompt included
 * @param truncated whether the text was longer than the model's limit, so that its end is not in
 *     the vector
 */
public record TokenCount(int tokens, boolean truncated) {}
