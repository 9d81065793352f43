package io.semblance.encoder.image;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Kernels by the numbers that Pillow gives them, which is what models' files hold. */
enum Resampling {
  NEAREST(0, 0),
  LANCZOS(1, 3),
  BILINEAR(2, 1),
  BICUBIC(3, 2),
  BOX(4, 0.5),
  HAMMING(5, 1);

  /** Of the family of cubic kernels the one that Pillow takes. */
  private static final double A = -0.5;

  private final int code;
  private final double support;

  Resampling(int code, double support) {
    this.code = code;
    this.support = support;
  }

  static Resampling ofCode(int code) {
    return Arrays.stream(values())
        .filter(kernel -> kernel.code == code)
        .findFirst()
        .orElseThrow(
            () -> new SemblanceException(ErrorCode.MODEL_FAILURE, "resample " + unknown(code)));
  }

  private static String unknown(int code) {
    String known =
        Arrays.stream(values())
            .map(kernel -> kernel.code + " (" + kernel.name() + ")")
            .collect(Collectors.joining(", "));
    return "must be one of " + known + ", got: " + code;
  }

  /** How far from its middle the kernel is not zero. */
  double support() {
    return support;
  }

  /** The kernel at a distance from its middle. */
  double weight(double distance) {
    double x = Math.abs(distance);
    return switch (this) {
      case NEAREST -> throw new IllegalStateException("nearest has no kernel");
      case LANCZOS -> x < 3 ? sinc(x) * sinc(x / 3) : 0;
      case BILINEAR -> x < 1 ? 1 - x : 0;
      case BICUBIC -> cubic(x);
      case BOX -> distance > -0.5 && distance <= 0.5 ? 1 : 0;
      case HAMMING -> x < 1 ? sinc(x) * (0.54 + 0.46 * Math.cos(Math.PI * x)) : 0;
    };
  }

  private static double cubic(double x) {
    if (x < 1) {
      return ((A + 2) * x - (A + 3)) * x * x + 1;
    }
    return x < 2 ? (((x - 5) * x + 8) * x - 4) * A : 0;
  }

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }
}
