package io.semblance.encoder.folder;

import org.jspecify.annotations.Nullable;

/**
 * Which of a model's ONNX graphs is wanted.
 *
 * @param precision number format, used where no file is named
 * @param file path of the graph relative to the model's folder, such as {@code onnx/model_O3.onnx};
 *     wins over {@code precision}
 */
public record GraphChoice(GraphPrecision precision, @Nullable String file) {
  /** The graph as it was trained. */
  public static final GraphChoice DEFAULT = of(GraphPrecision.FLOAT32);

  public static GraphChoice of(GraphPrecision precision) {
    return new GraphChoice(precision, null);
  }

  public static GraphChoice ofFile(String file) {
    return new GraphChoice(GraphPrecision.FLOAT32, file);
  }
}
