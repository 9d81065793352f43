package io.semblance.clustering.topics;

/** Dot products in double precision, in the order of the components. */
final class Dots {
  private static final double NOTHING = 1e-9;

  private Dots() {}

  static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += (double) a[k] * b[k];
    }
    return sum;
  }

  static double dot(float[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  /** Scales a vector to unit length, or to zero when only rounding is left; gives its length. */
  static double toUnitLength(double[] vector) {
    double length = Math.sqrt(dot(vector, vector));
    double scale = length < NOTHING ? 0 : 1 / length;
    for (int k = 0; k < vector.length; k++) {
      vector[k] *= scale;
    }
    return length;
  }
}
