package io.semblance.encoder;

/** Which of a model's graphs is run, where a folder has more than one. */
public enum Precision {
  /** The quickest one that gives the right vectors on this machine. */
  AUTOMATIC,
  /** The one with the original weights. */
  FLOAT32
}
