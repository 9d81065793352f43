package io.semblance.encoder.quantize;

import java.util.Arrays;
import java.util.List;

/**
 * Factors that even out the channels of an activation before it is quantized: {@code x W = (x / s)
 * (s W)}. A channel that is often large would take the resolution from all others of its token;
 * dividing it by {@code s} moves the difficulty into the weights, which have room.
 *
 * <p>{@code s_k = size(x_k)^0.7 / max|W_k|^0.3}, after SmoothQuant: Accurate and Efficient
 * Post-Training Quantization for Large Language Models, 2023, <a
 * href="https://arxiv.org/abs/2211.10438">arXiv:2211.10438</a>. There the size is the largest
 * magnitude; here it is the root of the mean square, because a few special tokens alone decide the
 * largest, and every token has a scale of its own anyway. The exponent kept cosines highest.
 */
final class Smoothing {
  private static final double EXPONENT = 0.7;
  private static final float SMALLEST = 1e-3f;

  private Smoothing() {}

  /**
   * Factors for an activation.
   *
   * @param sizes of the channels on the calibration texts
   * @param weights the matrices {@code [k][outputs]} that take the activation; they share the
   *     factors
   */
  static float[] factors(float[] sizes, List<float[]> weights) {
    float[] factors = new float[sizes.length];
    for (int channel = 0; channel < factors.length; channel++) {
      float weight = 0;
      for (float[] matrix : weights) {
        weight = Math.max(weight, largestInRow(matrix, channel, matrix.length / factors.length));
      }
      double factor =
          Math.pow(Math.max(sizes[channel], 1e-5), EXPONENT)
              / Math.pow(Math.max(weight, 1e-5), 1 - EXPONENT);
      factors[channel] = Math.max(SMALLEST, (float) factor);
    }
    return factors;
  }

  private static float largestInRow(float[] matrix, int row, int columns) {
    float largest = 0;
    for (int i = row * columns; i < (row + 1) * columns; i++) {
      largest = Math.max(largest, Math.abs(matrix[i]));
    }
    return largest;
  }

  /** Multiplies each row of a matrix {@code [k][outputs]} by its factor. */
  static float[] scaleRows(float[] matrix, float[] factors) {
    int columns = matrix.length / factors.length;
    float[] scaled = Arrays.copyOf(matrix, matrix.length);
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= factors[i / columns];
    }
    return scaled;
  }

  static float[] reciprocals(float[] factors) {
    float[] reciprocals = new float[factors.length];
    for (int i = 0; i < factors.length; i++) {
      reciprocals[i] = 1 / factors[i];
    }
    return reciprocals;
  }
}
