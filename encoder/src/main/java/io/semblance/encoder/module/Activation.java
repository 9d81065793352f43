package io.semblance.encoder.module;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;

/**
 * The function after a {@link Dense} layer, named as the class in {@code torch.nn} that a model's
 * file gives, with the parameters that class has by default.
 */
public enum Activation {
  IDENTITY("Identity", x -> x),
  TANH("Tanh", Math::tanh),
  SIGMOID("Sigmoid", Activation::sigmoid),
  RELU("ReLU", x -> Math.max(x, 0)),
  RELU6("ReLU6", x -> Math.clamp(x, 0.0, 6.0)),
  LEAKY_RELU("LeakyReLU", x -> x >= 0 ? x : 0.01 * x),
  ELU("ELU", x -> x > 0 ? x : Math.expm1(x)),
  CELU("CELU", x -> x > 0 ? x : Math.expm1(x)),
  SELU("SELU", Activation::selu),
  /** x Phi(x), the exact form. */
  GELU("GELU", x -> x * 0.5 * (1 + ErrorFunction.erf(x / Math.sqrt(2)))),
  SILU("SiLU", x -> x * sigmoid(x)),
  MISH("Mish", x -> x * Math.tanh(softplus(x))),
  SOFTPLUS("Softplus", Activation::softplus),
  SOFTSIGN("Softsign", x -> x / (1 + Math.abs(x))),
  HARDTANH("Hardtanh", x -> Math.clamp(x, -1.0, 1.0)),
  HARDSIGMOID("Hardsigmoid", x -> Math.clamp(x / 6 + 0.5, 0.0, 1.0)),
  HARDSWISH("Hardswish", x -> x * Math.clamp(x / 6 + 0.5, 0.0, 1.0)),
  LOG_SIGMOID("LogSigmoid", x -> -softplus(-x)),
  TANHSHRINK("Tanhshrink", x -> x - Math.tanh(x)),
  SOFTSHRINK("Softshrink", x -> Math.signum(x) * Math.max(Math.abs(x) - 0.5, 0)),
  HARDSHRINK("Hardshrink", x -> Math.abs(x) > 0.5 ? x : 0);

  private static final String TORCH = "torch.";

  private final String className;

  @SuppressWarnings("ImmutableEnumChecker") // functions without state
  private final DoubleUnaryOperator function;

  Activation(String className, DoubleUnaryOperator function) {
    this.className = className;
    this.function = function;
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
    return "activation must be one of " + known + ", got: " + dotted;
  }

  /** In lower case, for people. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The function's value at {@code x}. */
  public float apply(float x) {
    return this == IDENTITY ? x : (float) function.applyAsDouble(x);
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /** log(1 + e^x); linear above 20, as in torch. */
  private static double softplus(double x) {
    return x > 20 ? x : Math.log1p(Math.exp(x));
  }

  private static double selu(double x) {
    double alpha = 1.6732632423543772;
    double scale = 1.0507009873554805;
    return scale * (x > 0 ? x : alpha * Math.expm1(x));
  }
}
