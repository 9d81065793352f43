package io.semblance.encoder.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.semblance.encoder.tokenize.TokenizedText;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Runs a graph one text at a time, without padding, to look at values inside it. */
public final class TensorProbe implements AutoCloseable {
  private final Path graph;
  private final OrtSession session;

  private TensorProbe(Path graph, OrtSession session) {
    this.graph = graph;
    this.session = session;
  }

  /** Opens a graph whose outputs include the values to look at. */
  public static TensorProbe open(Path graph) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      return new TensorProbe(graph, OnnxEnvironment.get().createSession(graph.toString(), options));
    } catch (OrtException e) {
      throw failure(graph, e);
    }
  }

  /**
   * Runs one text.
   *
   * @param outputs names of float outputs
   * @param receiver given each output's name and values, which it may not keep
   */
  public void run(
      TokenizedText text, Set<String> outputs, BiConsumer<String, FloatBuffer> receiver) {
    Map<String, OnnxTensorLike> inputs = new HashMap<>();
    try {
      long[] ones = new long[text.length()];
      Arrays.fill(ones, 1);
      put(inputs, "input_ids", text.ids());
      put(inputs, "attention_mask", ones);
      put(inputs, "token_type_ids", text.typeIds());
      try (OrtSession.Result result = session.run(inputs, outputs)) {
        for (Map.Entry<String, ai.onnxruntime.OnnxValue> output : result) {
          receiver.accept(output.getKey(), ((OnnxTensor) output.getValue()).getFloatBuffer());
        }
      }
    } catch (OrtException e) {
      throw failure(graph, e);
    } finally {
      inputs.values().forEach(OnnxTensorLike::close);
    }
  }

  private void put(Map<String, OnnxTensorLike> inputs, String name, long[] values)
      throws OrtException {
    if (session.getInputNames().contains(name)) {
      long[] shape = {1, values.length};
      inputs.put(
          name, OnnxTensor.createTensor(OnnxEnvironment.get(), LongBuffer.wrap(values), shape));
    }
  }

  private static SemblanceException failure(Path graph, OrtException cause) {
    return new SemblanceException(
        ErrorCode.MODEL_FAILURE,
        "cannot run ONNX graph " + graph + ": " + cause.getMessage(),
        cause);
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new SemblanceException(ErrorCode.INTERNAL, "cannot close the ONNX session: " + e, e);
    }
  }
}
