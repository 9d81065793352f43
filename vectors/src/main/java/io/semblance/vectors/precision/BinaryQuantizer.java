package io.semblance.vectors.precision;

import io.semblance.error.SemblanceException;

/**
 * One bit a component: 1 for values above 0, otherwise, NaN included, 0. Eight bits make a byte,
 * the first component in its most significant bit; the last byte is filled up with zeros on the
 * right. {@code binary} keeps the byte minus 128. A bit stands for 1 or -1.
 */
public final class BinaryQuantizer implements Quantizer {
  private static final int SIGNED_OFFSET = 0x80;

  private final Precision precision;
  private final int dimension;
  private final int offset;

  /** Makes a quantizer of {@code BINARY} or {@code UBINARY}. */
  public BinaryQuantizer(Precision precision, int dimension) {
    if (precision != Precision.BINARY && precision != Precision.UBINARY) {
      throw SemblanceException.invalid(
          "a bit a component is binary or ubinary, got: " + precision.label());
    }
    if (dimension < 1) {
      throw SemblanceException.invalid("dimension must be at least 1, got: " + dimension);
    }
    this.precision = precision;
    this.dimension = dimension;
    this.offset = precision.isSigned() ? SIGNED_OFFSET : 0;
  }

  @Override
  public Precision precision() {
    return precision;
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public int codeBytes() {
    return Math.ceilDiv(dimension, Byte.SIZE);
  }

  @Override
  public byte[] quantize(float[] vector) {
    Dimensions.require("quantizer", dimension, vector.length);
    byte[] codes = new byte[codeBytes()];
    for (int d = 0; d < dimension; d++) {
      if (vector[d] > 0) {
        codes[d / Byte.SIZE] |= (byte) mask(d);
      }
    }
    for (int i = 0; i < codes.length; i++) {
      codes[i] ^= (byte) offset;
    }
    return codes;
  }

  @Override
  public float[] decode(byte[] codes) {
    Dimensions.requireCodes(codeBytes(), codes.length);
    float[] vector = new float[dimension];
    for (int d = 0; d < dimension; d++) {
      vector[d] = ((codes[d / Byte.SIZE] ^ offset) & mask(d)) == 0 ? -1 : 1;
    }
    return vector;
  }

  /** In how many components two vectors' bits differ, 0 to {@link #dimension()}. */
  public int hammingDistance(byte[] a, byte[] b) {
    Dimensions.requireCodes(codeBytes(), a.length);
    Dimensions.requireCodes(codeBytes(), b.length);
    int distance = 0;
    for (int i = 0; i < a.length; i++) {
      distance += Integer.bitCount((a[i] ^ b[i]) & 0xff);
    }
    return distance;
  }

  /** Cosine of what two vectors' codes stand for, {@code 1 - 2 hamming / dimension}, in [-1, 1]. */
  public float similarity(byte[] a, byte[] b) {
    return 1 - 2f * hammingDistance(a, b) / dimension;
  }

  private static int mask(int component) {
    return SIGNED_OFFSET >>> (component % Byte.SIZE);
  }
}
