package io.semblance.vectors.precision;

import io.semblance.error.SemblanceException;
import io.semblance.vectors.Vectors;

/** Maps vectors to codes of one precision and back. Immutable, safe for many threads. */
public sealed interface Quantizer permits ScalarQuantizer, BinaryQuantizer {
  /** A byte a component, from -128. */
  static Quantizer int8(CalibrationRanges ranges) {
    return new ScalarQuantizer(Precision.INT8, ranges);
  }

  /** A byte a component, from 0. */
  static Quantizer uint8(CalibrationRanges ranges) {
    return new ScalarQuantizer(Precision.UINT8, ranges);
  }

  /** A bit a component; bytes are numbers minus 128. */
  static BinaryQuantizer binary(int dimension) {
    return new BinaryQuantizer(Precision.BINARY, dimension);
  }

  /** A bit a component. */
  static BinaryQuantizer ubinary(int dimension) {
    return new BinaryQuantizer(Precision.UBINARY, dimension);
  }

  /** What its codes are. */
  Precision precision();

  /** Length of the vectors. */
  int dimension();

  /** Length of a vector's codes in bytes. */
  int codeBytes();

  /**
   * The codes of one vector, {@code byte[codeBytes]}, the caller's; {@link Precision#number} says
   * which number a byte stands for.
   *
   * @throws SemblanceException {@code INVALID_REQUEST} when the vector is of another dimension
   */
  byte[] quantize(float[] vector);

  /**
   * The vector that codes stand for, {@code float[dimension]}, the caller's.
   *
   * @throws SemblanceException {@code INVALID_REQUEST} when there are not {@link #codeBytes} of
   *     them
   */
  float[] decode(byte[] codes);

  /**
   * Inner product of an exact query with what codes stand for: ranks candidates that were found by
   * codes alone better than those can.
   */
  default float rescore(float[] query, byte[] codes) {
    Dimensions.require("quantizer", dimension(), query.length);
    return Vectors.dot(query, decode(codes));
  }
}
