package io.semblance.encoder.image;

/**
 * How the values along one axis of a resized picture are sums of values of the original.
 *
 * <p>Fixed point with 22 bits after the point: what 32 bits leave beside a byte and two bits
 * against overflow.
 */
final class ResamplingWeights {
  private static final int PRECISION_BITS = 32 - 8 - 2;
  private static final int HALF = 1 << (PRECISION_BITS - 1);

  private final int[] first;
  private final int[][] weights;

  private ResamplingWeights(int[] first, int[][] weights) {
    this.first = first;
    this.weights = weights;
  }

  static ResamplingWeights of(Resampling kernel, int sourceSize, int size) {
    double scale = (double) sourceSize / size;
    double stretch = Math.max(scale, 1);
    double support = kernel.support() * stretch;
    int[] first = new int[size];
    int[][] weights = new int[size][];
    for (int i = 0; i < size; i++) {
      double centre = (i + 0.5) * scale;
      first[i] = Math.max(0, (int) (centre - support + 0.5));
      int end = Math.min(sourceSize, (int) (centre + support + 0.5));
      double[] exact = new double[end - first[i]];
      double sum = 0;
      for (int j = 0; j < exact.length; j++) {
        exact[j] = kernel.weight((j + first[i] - centre + 0.5) / stretch);
        sum += exact[j];
      }
      weights[i] = fixed(exact, sum);
    }
    return new ResamplingWeights(first, weights);
  }

  private static int[] fixed(double[] exact, double sum) {
    int[] fixed = new int[exact.length];
    for (int j = 0; j < fixed.length; j++) {
      double share = sum == 0 ? exact[j] : exact[j] / sum;
      fixed[j] = (int) (Math.copySign(0.5, share) + share * (1 << PRECISION_BITS));
    }
    return fixed;
  }

  /** Value {@code i} of a channel from a row of three channels. */
  byte sum(int i, byte[] row, int channel) {
    int[] shares = weights[i];
    int sum = HALF;
    int source = 3 * first[i] + channel;
    for (int share : shares) {
      sum += share * (row[source] & 0xff);
      source += 3;
    }
    return clip(sum);
  }

  /** Value {@code i} of a column from the column's values in all rows. */
  byte sum(int i, byte[][] rows, int column) {
    int[] shares = weights[i];
    int sum = HALF;
    for (int j = 0; j < shares.length; j++) {
      sum += shares[j] * (rows[first[i] + j][column] & 0xff);
    }
    return clip(sum);
  }

  private static byte clip(int sum) {
    return (byte) Math.clamp(sum >> PRECISION_BITS, 0, 255);
  }
}
