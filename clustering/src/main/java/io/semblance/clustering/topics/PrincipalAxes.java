package io.semblance.clustering.topics;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The two directions in which vectors differ most, by orthogonal iteration on their covariance
 * (Golub and Van Loan, "Matrix Computations", 8.2.4). The largest component of an axis is positive.
 */
final class PrincipalAxes {
  private static final double STEADY = 1e-7;
  private static final long START = 42;

  private final double[] mean;
  private final double[][] axes;

  private PrincipalAxes(double[] mean, double[][] axes) {
    this.mean = mean;
    this.axes = axes;
  }

  /**
   * Finds them.
   *
   * @param rows {@code double[n][dimension]}, n at least 0; centred in place
   * @param iterations the most; fewer when the axes are steady. Axes along which vectors differ
   *     about as much as along others take many and may as well be those
   */
  static PrincipalAxes of(double[][] rows, int dimension, int iterations) {
    double[] mean = centre(rows, dimension);
    SplittableRandom random = new SplittableRandom(START);
    double[][] axes = new double[2][dimension];
    for (double[] axis : axes) {
      for (int k = 0; k < dimension; k++) {
        axis[k] = random.nextDouble() - 0.5;
      }
    }
    orthonormalize(axes);
    double change = 1;
    for (int i = 0; i < iterations && change > STEADY; i++) {
      double[][] next = {timesCovariance(rows, axes[0]), timesCovariance(rows, axes[1])};
      orthonormalize(next);
      change = 0;
      for (int axis = 0; axis < axes.length; axis++) {
        change = Math.max(change, 1 - Math.abs(Dots.dot(axes[axis], next[axis])));
      }
      axes = next;
    }
    for (double[] axis : axes) {
      makeLargestPositive(axis);
    }
    return new PrincipalAxes(mean, axes);
  }

  private static double[] centre(double[][] rows, int dimension) {
    double[] mean = new double[dimension];
    for (double[] row : rows) {
      for (int k = 0; k < dimension; k++) {
        mean[k] += row[k] / rows.length;
      }
    }
    for (double[] row : rows) {
      for (int k = 0; k < dimension; k++) {
        row[k] -= mean[k];
      }
    }
    return mean;
  }

  private static double[] timesCovariance(double[][] rows, double[] axis) {
    double[] product = new double[axis.length];
    for (double[] row : rows) {
      double along = Dots.dot(row, axis);
      for (int k = 0; k < product.length; k++) {
        product[k] += along * row[k];
      }
    }
    return product;
  }

  /** An axis in whose direction nothing differs becomes zero. */
  private static void orthonormalize(double[][] axes) {
    double first = Dots.toUnitLength(axes[0]);
    double along = Dots.dot(axes[0], axes[1]);
    for (int k = 0; k < axes[1].length; k++) {
      axes[1][k] -= along * axes[0][k];
    }
    double second = Math.sqrt(Dots.dot(axes[1], axes[1]));
    if (second <= 1e-9 * first) {
      Arrays.fill(axes[1], 0);
    }
    Dots.toUnitLength(axes[1]);
  }

  private static void makeLargestPositive(double[] axis) {
    int largest = 0;
    for (int k = 1; k < axis.length; k++) {
      largest = Math.abs(axis[k]) > Math.abs(axis[largest]) ? k : largest;
    }
    if (axis[largest] < 0) {
      for (int k = 0; k < axis.length; k++) {
        axis[k] = -axis[k];
      }
    }
  }

  /** Where a vector lies along an axis, 0 or 1, from the mean. */
  double along(int axis, double[] vector) {
    double sum = 0;
    for (int k = 0; k < vector.length; k++) {
      sum += (vector[k] - mean[k]) * axes[axis][k];
    }
    return sum;
  }
}
