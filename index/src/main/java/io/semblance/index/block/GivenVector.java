package io.semblance.index.block;

import io.semblance.error.SemblanceException;
import io.semblance.vectors.Vectors;

/** The rules for vectors that come from outside. */
public final class GivenVector {
  /** Squares of lengths within these bounds are floats. */
  private static final float SHORTEST = 1e-12f;

  private static final float LONGEST = 1e18f;

  private GivenVector() {}

  /**
   * Refuses a vector that cannot be compared.
   *
   * @param what names it, the subject of the message
   */
  public static void require(String what, float[] vector) {
    if (!Vectors.isFinite(vector) || isZero(vector)) {
      throw SemblanceException.invalid(what + " must be finite and not all zero");
    }
    float length = Vectors.norm(vector);
    if (!(length >= SHORTEST && length <= LONGEST)) {
      throw SemblanceException.invalid(
          what + " must have a length of " + SHORTEST + " to " + LONGEST + ", got: " + length);
    }
  }

  private static boolean isZero(float[] vector) {
    for (float value : vector) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }
}
