package io.semblance.encoder;

/** What a cross-encoder's scores are. */
public enum ScoreScale {
  /** As the model's files say. */
  MODEL,
  /** What comes out of the network, unbounded. */
  LOGIT,
  /** The logit through a sigmoid, in [0, 1], each label by itself. */
  SIGMOID,
  /** All labels of a pair together through a softmax: they sum to 1. */
  SOFTMAX
}
