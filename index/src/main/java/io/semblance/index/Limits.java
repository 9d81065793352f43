package io.semblance.index;

import io.semblance.error.SemblanceException;

/** Bounds on what may be asked for. */
final class Limits {
  private Limits() {}

  static void require(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw SemblanceException.invalid(
          name + " must be between " + least + " and " + most + ", got: " + value);
    }
  }
}
