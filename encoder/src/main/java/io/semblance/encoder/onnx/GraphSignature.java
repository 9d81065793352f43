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
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a graph wants and gives, checked once when it is loaded.
 *
 * @param inputs names of its inputs, each one that we can feed
 * @param output name of the token embeddings {@code [batch][sequence][hidden]}
 * @param hidden width of a token embedding
 */
record GraphSignature(Set<String> inputs, String output, int hidden) {
  private static final Set<String> KNOWN_INPUTS =
      Set.of("input_ids", "attention_mask", "token_type_ids");
  private static final Set<String> PREFERRED_OUTPUTS =
      Set.of("last_hidden_state", "token_embeddings");

  static GraphSignature of(Path graph, OrtSession session) throws OrtException {
    Set<String> inputs = session.getInputNames();
    if (!KNOWN_INPUTS.containsAll(inputs) || !inputs.contains("input_ids")) {
      throw failure(
          graph, "needs input_ids and takes nothing but " + new TreeSet<>(KNOWN_INPUTS), session);
    }
    for (NodeInfo input : session.getInputInfo().values()) {
      if (!(input.getInfo() instanceof TensorInfo tensor) || tensor.type != OnnxJavaType.INT64) {
        throw failure(graph, "input " + input.getName() + " must be an int64 tensor", session);
      }
    }
    for (NodeInfo output : outputsByPreference(session)) {
      if (output.getInfo() instanceof TensorInfo tensor && isTokenEmbeddings(tensor)) {
        int hidden = (int) tensor.getShape()[2];
        return new GraphSignature(Set.copyOf(inputs), output.getName(), hidden);
      }
    }
    throw failure(graph, "must give float token embeddings [batch, sequence, hidden]", session);
  }

  private static List<NodeInfo> outputsByPreference(OrtSession session) throws OrtException {
    List<NodeInfo> outputs = new ArrayList<>(session.getOutputInfo().values());
    outputs.sort(Comparator.comparing(output -> !PREFERRED_OUTPUTS.contains(output.getName())));
    return outputs;
  }

  private static boolean isTokenEmbeddings(TensorInfo tensor) {
    long[] shape = tensor.getShape();
    return tensor.type == OnnxJavaType.FLOAT && shape.length == 3 && shape[2] > 0;
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
