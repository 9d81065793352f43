package io.semblance.index.chunk;

/**
 * A part of a text.
 *
 * @param start first UTF-16 code unit, from 0
 * @param end one after the last
 */
record Span(int start, int end) {
  static Span of(String text) {
    return new Span(0, text.length());
  }

  String in(String text) {
    return text.substring(start, end);
  }

  int length() {
    return end - start;
  }

  int middle() {
    return start + length() / 2;
  }

  /** Without the blanks at both ends; empty when there is nothing else. */
  Span trimmed(String text) {
    int from = start;
    int to = end;
    while (from < to && isBlank(text.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(text.charAt(to - 1))) {
      to--;
    }
    return new Span(from, to);
  }

  /** Whether it is one code point at most. */
  boolean isAtomic(String text) {
    return length() < 2 || start + Character.charCount(text.codePointAt(start)) == end;
  }

  /** White space with and without a break after it; all of it is in the basic plane. */
  static boolean isBlank(char character) {
    return Character.isWhitespace(character) || Character.isSpaceChar(character);
  }
}
