package io.semblance.vectors;

import java.util.Objects;

/** Arithmetic on single vectors. All methods are stateless and safe for many threads. */
public final class Vectors {
  /**
   * Norms below this count as this, as in torch's {@code normalize}: the zero vector stays zero,
   * never NaN.
   */
  private static final float SMALLEST_NORM = 1e-12f;

  private Vectors() {}

  /** Whether the inner loops use the Vector API; false costs a factor of four and more on scans. */
  public static boolean isAccelerated() {
    return Kernels.ACTIVE instanceof SimdKernels;
  }

  /** Inner product of two vectors of equal length. */
  public static float dot(float[] a, float[] b) {
    requireSameLength(a, b);
    return Kernels.ACTIVE.dot(a, b);
  }

  /** L2 norm. */
  public static float norm(float[] vector) {
    return (float) Math.sqrt(Kernels.ACTIVE.dot(vector, vector));
  }

  /** Scales {@code vector} itself to unit length; the zero vector stays zero. */
  public static void normalizeInPlace(float[] vector) {
    float norm = clampNorm(norm(vector));
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= norm;
    }
  }

  /**
   * Adds a multiple of a part of {@code rows} to {@code sum}: {@code sum[i] += scale * rows[offset
   * + i]}, rounded once.
   *
   * @throws IndexOutOfBoundsException when {@code rows} ends before the part does
   */
  public static void addScaled(float[] rows, int offset, float scale, float[] sum) {
    Objects.checkFromIndexSize(offset, sum.length, rows.length);
    Kernels.ACTIVE.addScaled(rows, offset, scale, sum);
  }

  /** Whether every component is a finite number. */
  public static boolean isFinite(float[] vector) {
    for (float value : vector) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  static float clampNorm(float norm) {
    return Math.max(norm, SMALLEST_NORM);
  }

  static void requireSameLength(float[] a, float[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "vectors must have the same dimension, got: " + a.length + " and " + b.length);
    }
  }
}
