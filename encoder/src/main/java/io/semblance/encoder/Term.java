package io.semblance.encoder;

/**
 * A component of a sparse vector for people.
 *
 * @param text the token as the model's tokenizer writes it, {@code ##ing} or {@code ▁the}
 * @param weight how much of it there is
 */
public record Term(String text, float weight) {}
