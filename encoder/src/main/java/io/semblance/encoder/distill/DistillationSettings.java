package io.semblance.encoder.distill;

import io.semblance.error.SemblanceException;

/**
 * How to distil.
 *
 * @param dimensions length of the student's vectors, at least 1
 * @param epochs how often the corpus is gone through to tune the table; 0 leaves the tokens' own
 *     vectors, weighted by frequency
 */
public record DistillationSettings(int dimensions, int epochs) {
  /** Measured on 180,000 sentences: more gain nothing. */
  public static final int DEFAULT_EPOCHS = 4;

  public DistillationSettings {
    if (dimensions < 1) {
      throw SemblanceException.invalid("dimensions must be at least 1, got: " + dimensions);
    }
    if (epochs < 0) {
      throw SemblanceException.invalid("epochs must be at least 0, got: " + epochs);
    }
  }
}
