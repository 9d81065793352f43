package io.semblance.encoder.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.semblance.encoder.module.TokenEmbeddings;
import io.semblance.encoder.tokenize.TokenizedText;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A transformer's ONNX graph: token ids in, token embeddings out. One session with one thread
 * inside each run, so that a run on each core is the fastest use of the machine. Safe for many
 * threads; each thread reuses its own buffers.
 */
public final class OnnxTransformer implements AutoCloseable {
  private static final String INPUT_IDS = "input_ids";
  private static final String ATTENTION_MASK = "attention_mask";
  private static final String TOKEN_TYPE_IDS = "token_type_ids";

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final GraphSignature signature;
  private final long padId;
  private final ThreadLocal<BatchBuffers> buffers;

  private OnnxTransformer(
      OrtEnvironment environment, OrtSession session, GraphSignature signature, long padId) {
    this.environment = environment;
    this.session = session;
    this.signature = signature;
    this.padId = padId;
    this.buffers = ThreadLocal.withInitial(BatchBuffers::new);
  }

  /**
   * Loads a graph and checks its inputs and outputs.
   *
   * @param padId token id that fills up the shorter texts of a batch
   * @throws SemblanceException {@code MODEL_FAILURE} naming the file and what was found in it
   */
  public static OnnxTransformer open(Path graph, long padId) {
    try (OrtSession.SessionOptions options = options()) {
      return open(graph, padId, options);
    } catch (OrtException e) {
      throw new SemblanceException(
          ErrorCode.MODEL_FAILURE, "cannot load ONNX graph " + graph + ": " + e.getMessage(), e);
    }
  }

  static OnnxTransformer open(Path graph, long padId, OrtSession.SessionOptions options)
      throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    OrtSession session = environment.createSession(graph.toString(), options);
    try {
      return new OnnxTransformer(environment, session, GraphSignature.of(graph, session), padId);
    } catch (OrtException | RuntimeException e) {
      session.close();
      throw e;
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

  OrtSession session() {
    return session;
  }

  /** Width of a token embedding. */
  public int hidden() {
    return signature.hidden();
  }

  /**
   * Runs one batch, padded on the right to its longest text.
   *
   * @return shared with this thread's next call
   */
  public TokenEmbeddings run(List<TokenizedText> batch) {
    BatchBuffers scratch = buffers.get();
    int sequence = batch.stream().mapToInt(TokenizedText::length).max().orElse(0);
    scratch.fill(batch, sequence, padId, hidden());
    try {
      return run(scratch, batch.size(), sequence);
    } catch (OrtException e) {
      throw new SemblanceException(
          ErrorCode.MODEL_FAILURE,
          "the model failed on a batch of "
              + batch.size()
              + " texts of "
              + sequence
              + " tokens: "
              + e.getMessage(),
          e);
    }
  }

  private TokenEmbeddings run(BatchBuffers scratch, int batch, int sequence) throws OrtException {
    long[] shape = {batch, sequence};
    long[] outputShape = {batch, sequence, hidden()};
    Map<String, OnnxTensorLike> inputs = new HashMap<>();
    try (OnnxTensor output = OnnxTensor.createTensor(environment, scratch.output(), outputShape)) {
      put(inputs, INPUT_IDS, scratch.inputIds(), shape);
      put(inputs, ATTENTION_MASK, scratch.attentionMask(), shape);
      put(inputs, TOKEN_TYPE_IDS, scratch.typeIds(), shape);
      session.run(inputs, Set.of(), Map.of(signature.output(), output)).close();
      return new TokenEmbeddings(scratch.copyOutput(), scratch.mask(), batch, sequence, hidden());
    } finally {
      inputs.values().forEach(OnnxTensorLike::close);
    }
  }

  private void put(Map<String, OnnxTensorLike> inputs, String name, LongBuffer data, long[] shape)
      throws OrtException {
    if (signature.inputs().contains(name)) {
      inputs.put(name, OnnxTensor.createTensor(environment, data, shape));
    }
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
