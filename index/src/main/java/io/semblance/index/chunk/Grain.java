package io.semblance.index.chunk;

import io.semblance.index.Chunking.Respect;

/** What a unit is, from coarse to fine. */
enum Grain {
  PARAGRAPH,
  SENTENCE,
  WORD,
  PIECE;

  static Grain of(Respect respect) {
    return switch (respect) {
      case PARAGRAPH -> PARAGRAPH;
      case SENTENCE -> SENTENCE;
      case WORD -> WORD;
    };
  }

  /** What a unit is cut into when it is too long. */
  Grain finer() {
    return switch (this) {
      case PARAGRAPH -> SENTENCE;
      case SENTENCE -> WORD;
      case WORD, PIECE -> PIECE;
    };
  }
}
