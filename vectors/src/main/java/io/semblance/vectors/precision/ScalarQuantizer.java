package io.semblance.vectors.precision;

import io.semblance.error.SemblanceException;

/**
 * One byte a component. With {@code step = (max - min) / 255}, or 1 where that is 0, and all
 * arithmetic in float32, the code of {@code x} is {@code q = clip(floor((x - min) / step), 0,
 * 255)}; {@code int8} keeps {@code q - 128}. It stands for {@code q * step + min}, which is below
 * {@code x} by less than a step, rounding aside, where {@code x} is in range. NaN counts as the
 * minimum.
 *
 * <p>SentenceTransformers before 5.7 neither clipped nor rounded down, so that its codes of old are
 * not these.
 *
 * @see <a
 *     href="https://sbert.net/docs/package_reference/util.html#sentence_transformers.util.quantization.quantize_embeddings">quantize_embeddings</a>
 */
public final class ScalarQuantizer implements Quantizer {
  private static final int LARGEST_CODE = 255;
  private static final int SIGNED_OFFSET = 128;

  private final Precision precision;
  private final float[] min;
  private final float[] steps;
  private final int offset;

  /** Makes a quantizer of {@code INT8} or {@code UINT8}. */
  public ScalarQuantizer(Precision precision, CalibrationRanges ranges) {
    if (!precision.needsRanges()) {
      throw SemblanceException.invalid(
          "a byte a component is int8 or uint8, got: " + precision.label());
    }
    this.precision = precision;
    this.min = ranges.min();
    this.steps = ranges.steps();
    this.offset = precision.isSigned() ? SIGNED_OFFSET : 0;
  }

  @Override
  public Precision precision() {
    return precision;
  }

  @Override
  public int dimension() {
    return min.length;
  }

  @Override
  public int codeBytes() {
    return min.length;
  }

  @Override
  public byte[] quantize(float[] vector) {
    Dimensions.require("quantizer", min.length, vector.length);
    byte[] codes = new byte[min.length];
    for (int d = 0; d < codes.length; d++) {
      int code = (int) Math.floor((vector[d] - min[d]) / steps[d]);
      codes[d] = (byte) (Math.clamp(code, 0, LARGEST_CODE) - offset);
    }
    return codes;
  }

  @Override
  public float[] decode(byte[] codes) {
    Dimensions.requireCodes(min.length, codes.length);
    float[] vector = new float[min.length];
    for (int d = 0; d < vector.length; d++) {
      vector[d] = (precision.number(codes[d]) + offset) * steps[d] + min[d];
    }
    return vector;
  }
}
