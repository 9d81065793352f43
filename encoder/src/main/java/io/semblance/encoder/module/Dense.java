package io.semblance.encoder.module;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.vectors.Vectors;

/**
 * A fully connected layer: act(W x + b), plus the input or its projection when it has a residual.
 */
public final class Dense implements VectorModule {
  private static final float[][] NONE = {};

  private final float[][] weight;
  private final float[] bias;
  private final Activation activation;
  private final Residual residual;
  private final float[][] residualWeight;

  private enum Residual {
    NONE,
    IDENTITY,
    PROJECTED
  }

  private Dense(
      float[][] weight,
      float[] bias,
      Activation activation,
      Residual residual,
      float[][] residualWeight) {
    if (weight.length == 0 || weight.length != bias.length) {
      throw failure(
          "Dense needs one bias a row, got: "
              + weight.length
              + " rows, "
              + bias.length
              + " biases");
    }
    this.weight = weight;
    this.bias = bias;
    this.activation = activation;
    this.residual = residual;
    this.residualWeight = residualWeight;
  }

  /**
   * Makes a layer.
   *
   * @param weight {@code [out][in]}, shared, not copied
   * @param bias {@code [out]}, zeros when the layer has none; shared, not copied
   */
  public Dense(float[][] weight, float[] bias, Activation activation) {
    this(weight, bias, activation, Residual.NONE, NONE);
  }

  /** A layer without bias and activation. */
  public static Dense projection(float[][] weight) {
    return new Dense(weight, new float[weight.length], Activation.IDENTITY);
  }

  /** This layer with its input added to its output; both must be of one length. */
  public Dense withResidual() {
    if (weight.length != weight[0].length) {
      throw failure(
          "Dense with a residual from "
              + weight[0].length
              + " to "
              + weight.length
              + " dimensions needs residual weights");
    }
    return new Dense(weight, bias, activation, Residual.IDENTITY, NONE);
  }

  /**
   * This layer with a projection of its input added to its output.
   *
   * @param projection {@code [out][in]}, shared, not copied
   */
  public Dense withResidual(float[][] projection) {
    return new Dense(weight, bias, activation, Residual.PROJECTED, projection);
  }

  @Override
  public float[] apply(float[] vector) {
    float[] output = new float[weight.length];
    for (int row = 0; row < output.length; row++) {
      float value = activation.apply(Vectors.dot(weight[row], vector) + bias[row]);
      output[row] =
          switch (residual) {
            case NONE -> value;
            case IDENTITY -> value + vector[row];
            case PROJECTED -> value + Vectors.dot(residualWeight[row], vector);
          };
    }
    return output;
  }

  @Override
  public int dimension(int inputDimension) {
    int expected = weight[0].length;
    if (inputDimension != expected) {
      throw failure(
          "Dense takes vectors of " + expected + ", the module before it gives " + inputDimension);
    }
    return weight.length;
  }

  @Override
  public String describe() {
    String shape = weight[0].length + " -> " + weight.length;
    String plus = residual == Residual.NONE ? "" : ", residual";
    return "Dense(" + shape + ", " + activation.label() + plus + ")";
  }

  private static SemblanceException failure(String problem) {
    return new SemblanceException(ErrorCode.MODEL_FAILURE, problem);
  }
}
