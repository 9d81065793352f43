package io.semblance.encoder.module;

/** A step from one sentence embedding to the next. Stateless, safe for many threads. */
public sealed interface VectorModule permits Dense, LayerNorm, Normalize, SparseAutoEncoder {
  /**
   * Transforms one vector.
   *
   * @param vector may be changed and given back
   */
  float[] apply(float[] vector);

  /** Length of the output for an input of length {@code inputDimension}. */
  int dimension(int inputDimension);

  /** In words, such as {@code Dense(384 -> 256, identity)}. */
  String describe();
}
