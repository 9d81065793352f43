package io.semblance.encoder.module;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The function after a {@link Dense} layer, named as the class in {@code torch.nn} that a model's
 * file gives.
 */
public enum Activation {
  IDENTITY("Identity") {
    @Override
    float apply(float x) {
      return x;
    }
  },
  TANH("Tanh") {
    @Override
    float apply(float x) {
      return (float) Math.tanh(x);
    }
  },
  RELU("ReLU") {
    @Override
    float apply(float x) {
      return Math.max(x, 0);
    }
  },
  SIGMOID("Sigmoid") {
    @Override
    float apply(float x) {
      return (float) (1 / (1 + Math.exp(-x)));
    }
  };

  private static final String TORCH = "torch.";

  private final String className;

  Activation(String className) {
    this.className = className;
  }

  /**
   * Reads {@code torch.nn.modules.activation.Tanh} and the like; a class outside torch means Tanh,
   * as in the original.
   */
  public static Activation fromClassName(String dotted) {
    if (!dotted.startsWith(TORCH)) {
      return TANH;
    }
    String name = dotted.substring(dotted.lastIndexOf('.') + 1);
    return Arrays.stream(values())
        .filter(activation -> activation.className.equals(name))
        .findFirst()
        .orElseThrow(() -> new SemblanceException(ErrorCode.MODEL_FAILURE, unsupported(dotted)));
  }

  private static String unsupported(String dotted) {
    String known = Arrays.stream(values()).map(a -> a.className).collect(Collectors.joining(", "));
    return "Dense activation must be one of " + known + ", got: " + dotted;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  abstract float apply(float x);
}
