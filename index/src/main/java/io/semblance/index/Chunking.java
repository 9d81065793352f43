package io.semblance.index;

import io.semblance.error.SemblanceException;

/**
 * How long texts are cut into passages, each of which has its own vector. Lengths are in tokens of
 * the collection's model, without its special tokens.
 *
 * @param size most tokens of a passage; 0 for as many as the model reads
 * @param overlap tokens at the end of a passage that the next one begins with, less than half of
 *     the size; at the boundaries of {@code respect}, so it may be less
 * @param respect what is not torn apart while it fits into a passage
 */
public record Chunking(int size, int overlap, Respect respect) {
  /** The whole length of the model, with an eighth of overlap, between sentences. */
  public static final Chunking DEFAULT = new Chunking(0, 32, Respect.SENTENCE);

  /** Least size: shorter passages mean little. */
  public static final int MIN_SIZE = 8;

  private static final int MAX_SIZE = 32_768;

  /** What a passage holds whole where it can. */
  public enum Respect {
    /** Words only. */
    WORD,
    /** Sentences. */
    SENTENCE,
    /** Paragraphs, and sentences where a paragraph is too long. */
    PARAGRAPH
  }

  public Chunking {
    if (size != 0 && (size < MIN_SIZE || size > MAX_SIZE)) {
      throw SemblanceException.invalid(
          "chunking size must be 0 (the model's length) or "
              + MIN_SIZE
              + " to "
              + MAX_SIZE
              + " tokens, got: "
              + size);
    }
    if (overlap < 0 || (size != 0 && 2 * overlap >= size)) {
      throw SemblanceException.invalid(
          "chunking overlap must be at least 0 and less than half of the size, got: " + overlap);
    }
  }
}
