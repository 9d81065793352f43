package io.semblance.index;

/**
 * How exactly vectors are compared while the graph is walked. All but {@link #FLOAT32} keep the
 * full vectors on disk beside the small ones, look for more candidates than asked for, and rank
 * those by the full vectors.
 */
public enum VectorPrecision {
  /** Full precision: 4 bytes a dimension. */
  FLOAT32,
  /** 1 byte a dimension. */
  INT8,
  /** Half a byte a dimension. */
  INT4,
  /** 1 bit a dimension: for long vectors, with much rescoring. */
  BIT1
}
