package io.semblance.encoder.quantize;

import io.semblance.encoder.onnx.KernelProfile;
import io.semblance.encoder.tokenize.TokenizedText;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Checks that a graph runs as it was meant: a rewrite that is not fused is right but slow. */
final class IntegerKernels {
  private IntegerKernels() {}

  /**
   * Runs one batch and counts the kernels.
   *
   * @throws SemblanceException {@code INTERNAL} when others run than an int8 graph of so many
   *     layers has
   */
  static void require(Path graph, long padId, List<TokenizedText> batch, int layers) {
    Map<String, Integer> runs = KernelProfile.of(graph, padId, batch).runs();
    Map<String, Integer> expected =
        Map.of(
            "MatMulIntegerToFloat",
            6 * layers,
            "MultiHeadAttention",
            layers,
            "SkipLayerNormalization",
            2 * layers + 1,
            "MatMul",
            0,
            "FusedMatMul",
            0,
            "DynamicQuantizeLinear",
            0);
    expected.forEach(
        (operator, count) -> {
          if (runs.getOrDefault(operator, 0).intValue() != count) {
            throw new SemblanceException(
                ErrorCode.INTERNAL,
                graph
                    + " must run "
                    + count
                    + " kernels of "
                    + operator
                    + ", got: "
                    + new TreeMap<>(runs));
          }
        });
  }
}
