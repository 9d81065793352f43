package io.semblance.encoder.module;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.vectors.Scored;
import io.semblance.vectors.TopK;
import io.semblance.vectors.Vectors;

/**
 * Writes a vector as a few of many learned directions: the k largest of W (x - b) + c, negative
 * ones left out, all others zero.
 *
 * <p>Source: Wen et al., Beyond Matryoshka: Revisiting Sparse Coding for Adaptive Representation,
 * 2025, <a href="https://arxiv.org/abs/2503.01776">arXiv:2503.01776</a>.
 */
public final class SparseAutoEncoder implements VectorModule {
  /** Added to the standard deviation, as in the original. */
  private static final double EPSILON = 1e-5;

  private final float[][] weight;
  private final float[] inputBias;
  private final float[] latentBias;
  private final int k;
  private final boolean standardize;

  /**
   * Makes a module; arrays are shared, not copied.
   *
   * @param weight W, {@code [latents][input]}
   * @param inputBias b, {@code [input]}
   * @param latentBias c, {@code [latents]}
   * @param k how many latents are kept, at least 1
   * @param standardize whether a vector is brought to mean 0 and standard deviation 1 first
   */
  public SparseAutoEncoder(
      float[][] weight, float[] inputBias, float[] latentBias, int k, boolean standardize) {
    if (k < 1) {
      throw new SemblanceException(
          ErrorCode.MODEL_FAILURE, "k of a SparseAutoEncoder must be at least 1, got: " + k);
    }
    this.weight = weight;
    this.inputBias = inputBias;
    this.latentBias = latentBias;
    this.k = k;
    this.standardize = standardize;
  }

  @Override
  public float[] apply(float[] vector) {
    float[] centred = standardize ? standardized(vector) : vector.clone();
    for (int i = 0; i < centred.length; i++) {
      centred[i] -= inputBias[i];
    }
    TopK largest = new TopK(k);
    for (int latent = 0; latent < weight.length; latent++) {
      largest.offer(latent, Vectors.dot(weight[latent], centred) + latentBias[latent]);
    }
    float[] latents = new float[weight.length];
    for (Scored kept : largest.best()) {
      latents[kept.ordinal()] = Math.max(0, kept.score());
    }
    return latents;
  }

  private static float[] standardized(float[] vector) {
    double sum = 0;
    for (float value : vector) {
      sum += value;
    }
    double mean = sum / vector.length;
    double squares = 0;
    for (float value : vector) {
      squares += (value - mean) * (value - mean);
    }
    double deviation = Math.sqrt(squares / (vector.length - 1));
    float[] standardized = new float[vector.length];
    for (int i = 0; i < vector.length; i++) {
      standardized[i] = (float) ((vector[i] - mean) / (deviation + EPSILON));
    }
    return standardized;
  }

  @Override
  public int dimension(int inputDimension) {
    if (inputDimension != inputBias.length) {
      throw new SemblanceException(
          ErrorCode.MODEL_FAILURE,
          "SparseAutoEncoder takes vectors of "
              + inputBias.length
              + ", the module before it gives "
              + inputDimension);
    }
    return weight.length;
  }

  @Override
  public String describe() {
    return "SparseAutoEncoder(" + inputBias.length + " -> " + weight.length + ", " + k + " kept)";
  }
}
