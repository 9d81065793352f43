package io.semblance.vectors.precision;

import io.semblance.error.SemblanceException;

/** The rule that lengths agree. */
final class Dimensions {
  private Dimensions() {}

  static void require(String owner, int expected, int actual) {
    if (expected != actual) {
      throw SemblanceException.invalid(
          "dimension mismatch: " + owner + " has " + expected + ", vector has " + actual);
    }
  }

  static void requireCodes(int expected, int actual) {
    if (expected != actual) {
      throw SemblanceException.invalid("codes must have " + expected + " bytes, got: " + actual);
    }
  }
}
