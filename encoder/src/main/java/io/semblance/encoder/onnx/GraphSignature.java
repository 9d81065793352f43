package io.semblance.encoder.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a graph wants and gives, checked once when it is loaded.
 *
 * @param inputs each of its inputs, all of which can be fed
 * @param output name of the output that is read
 * @param givesTokens whether that output has a vector for each token instead of one for each text
 * @param width size of the output's last axis, -1 where only a run can tell
 * @param float32 whether the output has that type; otherwise it is widened
 * @param singleText whether the graph takes batches of one only
 */
record GraphSignature(
    Map<String, TensorInfo> inputs,
    String output,
    boolean givesTokens,
    int width,
    boolean float32,
    boolean singleText) {
  static final String INPUT_IDS = "input_ids";
  static final String ATTENTION_MASK = "attention_mask";
  static final String TOKEN_TYPE_IDS = "token_type_ids";
  static final String POSITION_IDS = "position_ids";
  private static final String PAST = "past_key_values.";

  private static final Set<String> TOKEN_INPUTS =
      Set.of(INPUT_IDS, ATTENTION_MASK, TOKEN_TYPE_IDS, POSITION_IDS);
  private static final Set<OnnxJavaType> INTEGERS = Set.of(OnnxJavaType.INT64, OnnxJavaType.INT32);
  private static final Set<OnnxJavaType> FLOATS =
      Set.of(OnnxJavaType.FLOAT, OnnxJavaType.FLOAT16, OnnxJavaType.BFLOAT16);

  static GraphSignature of(Path graph, OrtSession session, GraphOutput wanted) throws OrtException {
    Map<String, TensorInfo> inputs = inputs(graph, session);
    NodeInfo output = output(graph, session, wanted);
    TensorInfo tensor = (TensorInfo) output.getInfo();
    long[] shape = tensor.getShape();
    return new GraphSignature(
        inputs,
        output.getName(),
        shape.length == 3,
        (int) shape[shape.length - 1],
        tensor.type == OnnxJavaType.FLOAT,
        inputs.getOrDefault(INPUT_IDS, tensor).getShape()[0] == 1);
  }

  static boolean isPast(String input) {
    return input.startsWith(PAST);
  }

  private static Map<String, TensorInfo> inputs(Path graph, OrtSession session)
      throws OrtException {
    Map<String, TensorInfo> inputs = new LinkedHashMap<>();
    for (NodeInfo input : session.getInputInfo().values()) {
      if (!(input.getInfo() instanceof TensorInfo tensor)) {
        throw failure(graph, "input " + input.getName() + " must be a tensor", session);
      }
      checkInput(graph, input.getName(), tensor, session);
      inputs.put(input.getName(), tensor);
    }
    if (!inputs.containsKey(INPUT_IDS)) {
      throw failure(graph, "needs the input input_ids", session);
    }
    return inputs;
  }

  private static void checkInput(Path graph, String name, TensorInfo tensor, OrtSession session)
      throws OrtException {
    if (TOKEN_INPUTS.contains(name)) {
      long[] shape = tensor.getShape();
      if (!INTEGERS.contains(tensor.type) || shape.length != 2) {
        throw failure(
            graph, "input " + name + " must be int64 or int32 [batch, sequence]", session);
      }
      if (shape[1] > 0) {
        throw failure(
            graph, "input " + name + " must take any length, not only " + shape[1], session);
      }
    } else if (!isPast(name) || !FLOATS.contains(tensor.type) || tensor.getShape().length != 4) {
      throw failure(
          graph,
          "takes the input "
              + name
              + "; known are input_ids, attention_mask, token_type_ids, position_ids and past_key_values.*",
          session);
    }
  }

  private static NodeInfo output(Path graph, OrtSession session, GraphOutput wanted)
      throws OrtException {
    List<NodeInfo> candidates = new ArrayList<>();
    Map<String, NodeInfo> outputs = session.getOutputInfo();
    wanted.names().stream()
        .map(outputs::get)
        .filter(output -> output != null && hasAxes(output, wanted.axes()))
        .forEach(candidates::add);
    outputs.values().stream()
        .filter(output -> hasAxes(output, wanted.axes()))
        .forEach(candidates::add);
    wanted.pooledNames().stream()
        .map(outputs::get)
        .filter(output -> output != null && hasAxes(output, wanted.axes() - 1))
        .forEach(candidates::add);
    if (candidates.isEmpty()) {
      throw failure(graph, "must give float " + wanted.shape(), session);
    }
    return candidates.get(0);
  }

  private static boolean hasAxes(NodeInfo output, int axes) {
    return output.getInfo() instanceof TensorInfo tensor
        && FLOATS.contains(tensor.type)
        && tensor.getShape().length == axes;
  }

  private static SemblanceException failure(Path graph, String rule, OrtSession session)
      throws OrtException {
    return new SemblanceException(
        ErrorCode.MODEL_FAILURE,
        "ONNX graph %s %s; it has inputs %s and outputs %s"
            .formatted(
                graph,
                rule,
                session.getInputInfo().values().stream().map(GraphSignature::describe).toList(),
                session.getOutputInfo().values().stream().map(GraphSignature::describe).toList()));
  }

  private static String describe(NodeInfo node) {
    return node.getInfo() instanceof TensorInfo tensor
        ? node.getName() + " " + tensor.type + Arrays.toString(tensor.getShape())
        : node.getName();
  }
}
