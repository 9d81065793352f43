package io.semblance.encoder.quantize;

/**
 * A matrix of 8-bit integers with a scale for each of its lines: {@code value = q * scale}, zero
 * stays zero.
 *
 * @param values {@code [rows][columns]} in C order, the caller's
 * @param scales one a line, positive
 */
@SuppressWarnings("ArrayRecordComponent") // never compared: travels from quantizer to graph
record QuantizedMatrix(byte[] values, float[] scales) {
  /**
   * Quantizes with a scale a column, which is an output of a product {@code x W}: {@code scale =
   * max|column| / limit}, {@code q = rint(value / scale)}.
   *
   * @param limit largest integer used, at most 127; -128 never is
   */
  static QuantizedMatrix byColumn(float[] matrix, int columns, int limit) {
    float[] scales = columnScales(matrix, columns, limit);
    byte[] values = new byte[matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      values[i] = quantize(matrix[i], scales[i % columns], limit);
    }
    return new QuantizedMatrix(values, scales);
  }

  /** Quantizes with a scale a row, as for a table of embeddings. */
  static QuantizedMatrix byRow(float[] matrix, int columns, int limit) {
    float[] largest = new float[matrix.length / columns];
    for (int i = 0; i < matrix.length; i++) {
      largest[i / columns] = Math.max(largest[i / columns], Math.abs(matrix[i]));
    }
    float[] scales = scales(largest, limit);
    byte[] values = new byte[matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      values[i] = quantize(matrix[i], scales[i / columns], limit);
    }
    return new QuantizedMatrix(values, scales);
  }

  static float[] columnScales(float[] matrix, int columns, int limit) {
    float[] largest = new float[columns];
    for (int i = 0; i < matrix.length; i++) {
      largest[i % columns] = Math.max(largest[i % columns], Math.abs(matrix[i]));
    }
    return scales(largest, limit);
  }

  private static float[] scales(float[] largest, int limit) {
    float[] scales = new float[largest.length];
    for (int i = 0; i < scales.length; i++) {
      float scale = largest[i] / limit;
      scales[i] = scale > 0 ? scale : 1;
    }
    return scales;
  }

  static byte quantize(float value, float scale, int limit) {
    return (byte) Math.clamp((long) Math.rint(value / scale), -limit, limit);
  }

  /** Sum of each column of the matrix that the integers stand for, scales being by column. */
  float[] columnSums() {
    float[] sums = new float[scales.length];
    for (int i = 0; i < values.length; i++) {
      sums[i % sums.length] += values[i];
    }
    for (int column = 0; column < sums.length; column++) {
      sums[column] *= scales[column];
    }
    return sums;
  }
}
