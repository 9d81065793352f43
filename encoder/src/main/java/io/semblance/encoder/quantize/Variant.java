package io.semblance.encoder.quantize;

/** The int8 graphs that are made of a model, the most exact first. */
enum Variant {
  /**
   * Weights use all of a byte. Exact where the processor sums byte products in 32 bits: VNNI on
   * x86, and ARM.
   */
  FULL_RANGE("int8", "model_qint8_avx512_vnni.onnx", 127, 0.998, "x86 with VNNI, ARM"),

  /**
   * Weights stay within ±63. Older x86 processors add pairs of products in 16 bits that saturate:
   * {@code 255 * 63 * 2 < 32767} cannot.
   */
  SEVEN_BIT("int8, 7-bit weights", "model_qint8_avx2.onnx", 63, 0.997, "x86 without VNNI");

  private final String label;
  private final String file;
  private final int weightLimit;
  private final double minimumCosine;
  private final String purpose;

  Variant(String label, String file, int weightLimit, double minimumCosine, String purpose) {
    this.label = label;
    this.file = file;
    this.weightLimit = weightLimit;
    this.minimumCosine = minimumCosine;
    this.purpose = purpose;
  }

  /** For people, and part of a model's description. */
  String label() {
    return label;
  }

  String file() {
    return file;
  }

  int weightLimit() {
    return weightLimit;
  }

  /** Mean cosine to the float32 vectors of the self-test from which on the graph is used. */
  double minimumCosine() {
    return minimumCosine;
  }

  /** Processors that the graph is for, in words. */
  String purpose() {
    return purpose;
  }
}
