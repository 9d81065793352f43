package io.semblance.encoder.module;

/**
 * erf(x) = 2/sqrt(pi) * integral from 0 to x of exp(-t^2) dt, to about 1e-14: the power series
 * (7.1.5 in Abramowitz and Stegun) near zero, the continued fraction of erfc (7.1.14) further out.
 */
final class ErrorFunction {
  private static final double SERIES_BELOW = 2.5;
  private static final double ONE_FROM = 6;
  private static final int FRACTION_TERMS = 60;
  private static final double SQRT_PI = Math.sqrt(Math.PI);

  private ErrorFunction() {}

  static double erf(double x) {
    double size = Math.abs(x);
    if (Double.isNaN(x)) {
      return x;
    }
    if (size >= ONE_FROM) {
      return Math.signum(x);
    }
    return size < SERIES_BELOW ? series(x) : Math.signum(x) * (1 - complement(size));
  }

  private static double series(double x) {
    double power = x;
    double sum = x;
    for (int n = 1; Math.abs(power) > 1e-17; n++) {
      power *= -x * x / n;
      sum += power / (2 * n + 1);
    }
    return 2 / SQRT_PI * sum;
  }

  private static double complement(double x) {
    double fraction = x;
    for (int n = FRACTION_TERMS; n > 0; n--) {
      fraction = x + n / 2.0 / fraction;
    }
    return Math.exp(-x * x) / (SQRT_PI * fraction);
  }
}
