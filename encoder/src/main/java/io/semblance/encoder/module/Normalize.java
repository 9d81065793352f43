package io.semblance.encoder.module;

import io.semblance.vectors.Vectors;

/** x / max(|x|, 1e-12): unit length, the zero vector stays zero. */
public record Normalize() implements VectorModule {
  @Override
  public float[] apply(float[] vector) {
    Vectors.normalizeInPlace(vector);
    return vector;
  }

  @Override
  public int dimension(int inputDimension) {
    return inputDimension;
  }

  @Override
  public String describe() {
    return "Normalize";
  }
}
