package io.semblance.vectors.precision;

import io.semblance.error.SemblanceException;
import io.semblance.vectors.EmbeddingMatrix;
import java.util.Arrays;

/** Finds {@link CalibrationRanges} of vectors that come one after another. One thread at a time. */
public final class RangeFitting {
  private final float[] min;
  private final float[] max;
  private long vectors;

  /** Begins without vectors. */
  public RangeFitting(int dimension) {
    this.min = new float[dimension];
    this.max = new float[dimension];
    Arrays.fill(min, Float.POSITIVE_INFINITY);
    Arrays.fill(max, Float.NEGATIVE_INFINITY);
  }

  /**
   * Takes one vector.
   *
   * @throws SemblanceException {@code INVALID_REQUEST} when it is of another dimension or has a
   *     component that is not a finite number
   */
  public void add(float[] vector) {
    Dimensions.require("ranges", min.length, vector.length);
    for (int d = 0; d < vector.length; d++) {
      if (!Float.isFinite(vector[d])) {
        throw SemblanceException.invalid(
            "component " + d + " of a calibration vector must be finite, got: " + vector[d]);
      }
    }
    for (int d = 0; d < vector.length; d++) {
      min[d] = Math.min(min[d], vector[d]);
      max[d] = Math.max(max[d], vector[d]);
    }
    vectors++;
  }

  /** Takes every row. */
  public void add(EmbeddingMatrix rows) {
    for (int row = 0; row < rows.rows(); row++) {
      add(rows.copyRow(row));
    }
  }

  /** How many vectors came so far. */
  public long vectors() {
    return vectors;
  }

  /**
   * The ranges of all vectors so far.
   *
   * @throws SemblanceException {@code INVALID_REQUEST} when there were none
   */
  public CalibrationRanges ranges() {
    return CalibrationRanges.of(min, max, vectors);
  }
}
