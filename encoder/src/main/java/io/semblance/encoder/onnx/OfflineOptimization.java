package io.semblance.encoder.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.nio.file.Path;

/**
 * Lets ONNX Runtime tidy a graph and write it down: constants folded, layer normalisation and GELU
 * each one operator, whatever exporter the graph came from.
 */
public final class OfflineOptimization {
  private OfflineOptimization() {}

  /**
   * Writes the tidied graph. Attention and the residual sums stay in their parts, so that a pattern
   * over them holds for graphs of which the runtime could have fused more.
   *
   * @throws SemblanceException {@code MODEL_FAILURE} when the graph cannot be loaded
   */
  public static void write(Path graph, Path optimized) {
    OrtEnvironment environment = OnnxEnvironment.get();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.EXTENDED_OPT);
      options.setOptimizedModelFilePath(optimized.toString());
      options.addConfigEntry(
          "optimization.disable_specified_optimizers",
          "AttentionFusion;SkipLayerNormFusion;EmbedLayerNormFusion");
      environment.createSession(graph.toString(), options).close();
    } catch (OrtException e) {
      throw new SemblanceException(
          ErrorCode.MODEL_FAILURE, "cannot load ONNX graph " + graph + ": " + e.getMessage(), e);
    }
  }
}
