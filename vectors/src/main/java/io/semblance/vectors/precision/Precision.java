package io.semblance.vectors.precision;

import io.semblance.error.SemblanceException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How exactly a component of an embedding is kept; the names are SentenceTransformers'. */
public enum Precision {
  /** A float a component: nothing is lost. */
  FLOAT32,
  /** A signed byte a component, -128 to 127. */
  INT8,
  /** An unsigned byte a component, 0 to 255. */
  UINT8,
  /** A bit a component, eight to a byte; the byte is read as a number minus 128. */
  BINARY,
  /** A bit a component, eight to a byte. */
  UBINARY;

  /** Parses {@link #label()}. */
  public static Precision fromLabel(String label) {
    return Arrays.stream(values())
        .filter(precision -> precision.label().equals(label))
        .findFirst()
        .orElseThrow(() -> SemblanceException.invalid(unknown(label)));
  }

  private static String unknown(String label) {
    String known = Arrays.stream(values()).map(Precision::label).collect(Collectors.joining(", "));
    return "precision must be one of " + known + ", got: " + label;
  }

  /** The name that people type: {@code float32}, {@code int8} and so on. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether codes mean something only together with {@link CalibrationRanges}. */
  public boolean needsRanges() {
    return this == INT8 || this == UINT8;
  }

  /** Whether a code byte stands for a number from -128 to 127, not from 0 to 255. */
  public boolean isSigned() {
    return this == INT8 || this == BINARY;
  }

  /** The number that a code byte stands for in NumPy files and JSON. */
  public int number(byte code) {
    return isSigned() ? code : Byte.toUnsignedInt(code);
  }
}
