package io.semblance.vectors.precision;

import io.semblance.error.SemblanceException;
import io.semblance.vectors.EmbeddingMatrix;
import java.util.Arrays;
import java.util.Optional;

/**
 * The smallest and largest value of each component over a set of vectors: what {@link
 * ScalarQuantizer} spreads its 256 codes over. Immutable.
 *
 * <p>Values beyond the range are clipped to its ends, so ranges of few vectors cut much off.
 */
public final class CalibrationRanges {
  /** Ranges of fewer vectors than this are not to be trusted. */
  public static final int FEW_VECTORS = 100;

  private static final int LARGEST_CODE = 255;

  private final float[] min;
  private final float[] max;
  private final long vectors;

  private CalibrationRanges(float[] min, float[] max, long vectors) {
    this.min = min;
    this.max = max;
    this.vectors = vectors;
  }

  /**
   * Makes ranges of known ends.
   *
   * @param min smallest value of each component; copied
   * @param max largest value of each component; copied
   * @param vectors how many vectors these are the ends of, at least 1
   * @throws SemblanceException {@code INVALID_REQUEST} unless both have the same length of at least
   *     1 and {@code min[d] <= max[d]}, with a finite difference, for every {@code d}
   */
  public static CalibrationRanges of(float[] min, float[] max, long vectors) {
    if (vectors < 1) {
      throw SemblanceException.invalid("ranges must be of at least 1 vector, got: " + vectors);
    }
    if (min.length != max.length || min.length == 0) {
      throw SemblanceException.invalid(
          "ranges must have as many minima as maxima and at least 1, got: "
              + min.length
              + " and "
              + max.length);
    }
    for (int d = 0; d < min.length; d++) {
      if (!(min[d] <= max[d] && Float.isFinite(max[d] - min[d]))) {
        throw SemblanceException.invalid(
            "range of component " + d + " must be finite, got: " + min[d] + " to " + max[d]);
      }
    }
    return new CalibrationRanges(min.clone(), max.clone(), vectors);
  }

  /** The ranges of a matrix' rows, of which there is at least one. */
  public static CalibrationRanges fit(EmbeddingMatrix vectors) {
    RangeFitting fitting = new RangeFitting(vectors.dimension());
    fitting.add(vectors);
    return fitting.ranges();
  }

  public int dimension() {
    return min.length;
  }

  /** How many vectors the ranges are of. */
  public long vectors() {
    return vectors;
  }

  /** Smallest values, {@code float[dimension]}; the caller's. */
  public float[] min() {
    return min.clone();
  }

  /** Largest values, {@code float[dimension]}; the caller's. */
  public float[] max() {
    return max.clone();
  }

  /** What a person should know who relies on these ranges. */
  public Optional<String> warning() {
    return vectors >= FEW_VECTORS
        ? Optional.empty()
        : Optional.of(
            "ranges of "
                + vectors
                + " vectors cut off much of other vectors; fit them to at least "
                + FEW_VECTORS
                + ", better thousands");
  }

  /**
   * Distance between neighbouring codes of each component, {@code (max - min) / 255}; 1 where that
   * is 0.
   */
  float[] steps() {
    float[] steps = new float[min.length];
    for (int d = 0; d < steps.length; d++) {
      float step = (max[d] - min[d]) / LARGEST_CODE;
      steps[d] = step == 0 ? 1 : step;
    }
    return steps;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CalibrationRanges that
        && vectors == that.vectors
        && Arrays.equals(min, that.min)
        && Arrays.equals(max, that.max);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(min) + Arrays.hashCode(max);
  }

  @Override
  public String toString() {
    return "CalibrationRanges[dimension=" + min.length + ", vectors=" + vectors + "]";
  }
}
