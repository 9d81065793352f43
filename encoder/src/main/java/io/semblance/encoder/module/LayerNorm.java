package io.semblance.encoder.module;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;

/** (x - mean) / sqrt(variance + 1e-5) * weight + bias, with the variance of the population. */
public final class LayerNorm implements VectorModule {
  private static final double EPSILON = 1e-5;

  private final float[] weight;
  private final float[] bias;

  /**
   * Makes the module.
   *
   * @param weight {@code [dimension]}, shared, not copied
   * @param bias {@code [dimension]}, shared, not copied
   */
  public LayerNorm(float[] weight, float[] bias) {
    this.weight = weight;
    this.bias = bias;
  }

  @Override
  public float[] apply(float[] vector) {
    double mean = 0;
    for (float x : vector) {
      mean += x;
    }
    mean /= vector.length;
    double variance = 0;
    for (float x : vector) {
      variance += (x - mean) * (x - mean);
    }
    double scale = 1 / Math.sqrt(variance / vector.length + EPSILON);
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) ((vector[i] - mean) * scale * weight[i] + bias[i]);
    }
    return vector;
  }

  @Override
  public int dimension(int inputDimension) {
    if (inputDimension != weight.length) {
      throw new SemblanceException(
          ErrorCode.MODEL_FAILURE,
          "LayerNorm takes vectors of "
              + weight.length
              + ", the module before it gives "
              + inputDimension);
    }
    return inputDimension;
  }

  @Override
  public String describe() {
    return "LayerNorm(" + weight.length + ")";
  }
}
