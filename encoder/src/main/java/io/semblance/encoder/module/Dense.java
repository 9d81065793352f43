package io.semblance.encoder.module;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.vectors.Vectors;

/** A fully connected layer: act(W x + b). */
public final class Dense implements VectorModule {
  private final float[][] weight;
  private final float[] bias;
  private final Activation activation;

  /**
   * Makes a layer.
   *
   * @param weight {@code [out][in]}, shared, not copied
   * @param bias {@code [out]}, zeros when the layer has none; shared, not copied
   */
  public Dense(float[][] weight, float[] bias, Activation activation) {
    if (weight.length == 0 || weight.length != bias.length) {
      throw new SemblanceException(
          ErrorCode.MODEL_FAILURE,
          "Dense needs one bias a row, got: "
              + weight.length
              + " rows, "
              + bias.length
              + " biases");
    }
    this.weight = weight;
    this.bias = bias;
    this.activation = activation;
  }

  /** A layer without bias and activation. */
  public static Dense projection(float[][] weight) {
    return new Dense(weight, new float[weight.length], Activation.IDENTITY);
  }

  @Override
  public float[] apply(float[] vector) {
    float[] output = new float[weight.length];
    for (int row = 0; row < output.length; row++) {
      output[row] = activation.apply(Vectors.dot(weight[row], vector) + bias[row]);
    }
    return output;
  }

  @Override
  public int dimension(int inputDimension) {
    int expected = weight[0].length;
    if (inputDimension != expected) {
      throw new SemblanceException(
          ErrorCode.MODEL_FAILURE,
          "Dense takes vectors of " + expected + ", the module before it gives " + inputDimension);
    }
    return weight.length;
  }

  @Override
  public String describe() {
    return "Dense(" + weight[0].length + " -> " + weight.length + ", " + activation.label() + ")";
  }
}
