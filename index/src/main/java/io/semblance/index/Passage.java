package io.semblance.index;

import io.semblance.error.SemblanceException;

/**
 * A part of one text field of a document.
 *
 * @param field the field
 * @param start first UTF-16 code unit, from 0
 * @param end one after the last
 */
public record Passage(String field, int start, int end) {
  public Passage {
    if (start < 0 || end < start) {
      throw SemblanceException.invalid(
          "a passage must have 0 <= start <= end, got: " + start + " and " + end);
    }
  }
}
