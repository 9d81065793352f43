package io.semblance.bench.mining;

/**
 * One measured value and the bound that it must keep.
 *
 * @param what was measured
 * @param unit of the values
 * @param least that the value may be; minus infinity for no bound
 * @param most that the value may be; infinity for no bound
 * @param note how it came about, for people
 */
record Measured(String what, double value, String unit, double least, double most, String note) {
  static Measured atLeast(String what, double value, String unit, double least, String note) {
    return new Measured(what, value, unit, least, Double.POSITIVE_INFINITY, note);
  }

  static Measured atMost(String what, double value, String unit, double most, String note) {
    return new Measured(what, value, unit, Double.NEGATIVE_INFINITY, most, note);
  }

  static Measured unbounded(String what, double value, String unit, String note) {
    return atLeast(what, value, unit, Double.NEGATIVE_INFINITY, note);
  }

  boolean isKept() {
    return value >= least && value <= most;
  }

  String bound() {
    if (least > Double.NEGATIVE_INFINITY) {
      return "at least " + least;
    }
    return most < Double.POSITIVE_INFINITY ? "at most " + most : "";
  }
}
