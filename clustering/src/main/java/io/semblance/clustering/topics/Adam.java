package io.semblance.clustering.topics;

/**
 * Steps along noisy gradients (Kingma and Ba, "Adam: a method for stochastic optimization", 2015),
 * with the short memory that fits a layout's moving targets. Different coordinates may be stepped
 * by different threads.
 */
final class Adam {
  private static final double BETA_1 = 0.5;
  private static final double BETA_2 = 0.9;
  private static final double EPSILON = 1e-7;

  private final double[] means;
  private final double[] squares;
  private double decay1 = 1;
  private double decay2 = 1;

  Adam(int coordinates) {
    this.means = new double[coordinates];
    this.squares = new double[coordinates];
  }

  /**
   * The next step of all coordinates.
   *
   * @param rate length of a step along a steady gradient
   */
  Step step(double rate) {
    decay1 *= BETA_1;
    decay2 *= BETA_2;
    return new Step(rate / (1 - decay1), 1 / (1 - decay2));
  }

  /** One step of all coordinates, each taken once. */
  final class Step {
    private final double meanScale;
    private final double squareScale;

    private Step(double meanScale, double squareScale) {
      this.meanScale = meanScale;
      this.squareScale = squareScale;
    }

    double of(int coordinate, double gradient) {
      means[coordinate] = BETA_1 * means[coordinate] + (1 - BETA_1) * gradient;
      squares[coordinate] = BETA_2 * squares[coordinate] + (1 - BETA_2) * gradient * gradient;
      return meanScale
          * means[coordinate]
          / (Math.sqrt(squareScale * squares[coordinate]) + EPSILON);
    }
  }
}
