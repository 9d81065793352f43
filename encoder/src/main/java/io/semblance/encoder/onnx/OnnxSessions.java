package io.semblance.encoder.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.nio.file.Path;

/**
 * Opens graphs. One session has one thread inside each run, so that a run on each core is the
 * fastest use of the machine.
 */
final class OnnxSessions {
  private OnnxSessions() {}

  static OrtSession open(Path graph) {
    try (OrtSession.SessionOptions options = options()) {
      return OnnxEnvironment.get().createSession(graph.toString(), options);
    } catch (OrtException e) {
      throw new SemblanceException(
          ErrorCode.MODEL_FAILURE, "cannot load ONNX graph " + graph + ": " + e.getMessage(), e);
    }
  }

  static OrtSession.SessionOptions options() throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
    options.setIntraOpNumThreads(1);
    options.setInterOpNumThreads(1);
    // The runtime's own LayerNormalization kernel is three times slower than the simpler operators
    // that it would replace:
    // without this fusion the model is 5 to 7 percent faster.
    options.addConfigEntry(
        "optimization.disable_specified_optimizers", "LayerNormFusionL1;LayerNormFusionL2");
    return options;
  }

  static void close(OrtSession session) {
    try {
      session.close();
    } catch (OrtException e) {
      throw new SemblanceException(ErrorCode.INTERNAL, "cannot close the ONNX session: " + e, e);
    }
  }
}
