package io.semblance.encoder.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.semblance.encoder.TokenCount;
import io.semblance.encoder.module.Features;
import io.semblance.encoder.module.SentenceEmbeddings;
import io.semblance.encoder.module.TokenEmbeddings;
import io.semblance.encoder.tokenize.TokenizedText;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An ONNX graph from token ids to vectors. Safe for many threads; each thread reuses its own
 * buffers.
 */
public final class OnnxGraph implements AutoCloseable {
  private static final TokenizedText PROBE =
      new TokenizedText(new long[] {0}, new long[] {0}, new TokenCount(1, false));

  private final OrtEnvironment environment = OnnxEnvironment.get();
  private final Path file;
  private final OrtSession session;
  private final GraphSignature signature;
  private final Padding padding;
  private final int width;
  private final ThreadLocal<BatchBuffers> buffers = ThreadLocal.withInitial(BatchBuffers::new);

  private OnnxGraph(Path file, OrtSession session, GraphOutput wanted, Padding padding)
      throws OrtException {
    this.file = file;
    this.session = session;
    this.signature = GraphSignature.of(file, session, wanted);
    this.padding = padding;
    this.width = signature.width() > 0 ? signature.width() : probeWidth();
  }

  /**
   * Loads a graph and checks its inputs and outputs.
   *
   * @throws SemblanceException {@code MODEL_FAILURE} naming the file and what was found in it
   */
  public static OnnxGraph open(Path file, GraphOutput wanted, Padding padding) {
    return of(file, OnnxSessions.open(file), wanted, padding);
  }

  /** Takes a session over, and closes it when it cannot be used. */
  static OnnxGraph of(Path file, OrtSession session, GraphOutput wanted, Padding padding) {
    try {
      return new OnnxGraph(file, session, wanted, padding);
    } catch (OrtException e) {
      OnnxSessions.close(session);
      throw new SemblanceException(
          ErrorCode.MODEL_FAILURE, "cannot load ONNX graph " + file + ": " + e.getMessage(), e);
    } catch (RuntimeException e) {
      OnnxSessions.close(session);
      throw e;
    }
  }

  /** A graph with an open last axis tells its width by its first result. */
  private int probeWidth() throws OrtException {
    BatchBuffers scratch = buffers.get();
    scratch.fill(List.of(PROBE), 1, padding);
    Map<String, OnnxTensorLike> inputs = inputs(scratch, 1, 1);
    try (OrtSession.Result result = session.run(inputs, Set.of(signature.output()))) {
      long[] shape = ((TensorInfo) result.get(0).getInfo()).getShape();
      return (int) shape[shape.length - 1];
    } finally {
      inputs.values().forEach(OnnxTensorLike::close);
    }
  }

  /** The graph's file. */
  public Path file() {
    return file;
  }

  /** Size of the output's last axis. */
  public int width() {
    return width;
  }

  /** Whether a run gives a vector for each token instead of one for each text. */
  public boolean givesTokens() {
    return signature.givesTokens();
  }

  /** Whether texts of different length can run together, with padding. */
  public boolean takesBatches() {
    return !signature.singleText();
  }

  /**
   * Runs one batch, padded to its longest text.
   *
   * @return token embeddings shared with this thread's next call, or sentence embeddings
   */
  public Features run(List<TokenizedText> batch) {
    int sequence = batch.stream().mapToInt(TokenizedText::length).max().orElse(0);
    try {
      return sequence == 0 ? empty(batch.size()) : run(batch, sequence);
    } catch (OrtException e) {
      throw failure(batch.size(), sequence, e);
    }
  }

  /** What is done with the output of one token. */
  @FunctionalInterface
  public interface TokenVisitor {
    /**
     * Takes one token.
     *
     * @param text which of the batch's texts it is in
     * @param values as many as {@link #width()}; shared with the next token
     */
    void visit(int text, float[] values);
  }

  /**
   * Runs one batch and shows the output of every token, padding left out, one after the other:
   * where a token's output is as wide as a vocabulary, memory for a copy of all would be too much.
   */
  public void forEachToken(List<TokenizedText> batch, TokenVisitor visitor) {
    int sequence = batch.stream().mapToInt(TokenizedText::length).max().orElse(0);
    if (sequence == 0) {
      return;
    }
    BatchBuffers scratch = buffers.get();
    scratch.fill(batch, sequence, padding);
    try {
      FloatBuffer values = values(scratch, batch.size(), sequence);
      float[] token = new float[width];
      for (int position = 0; position < batch.size() * sequence; position++) {
        if (scratch.mask()[position] != 0) {
          values.get(position * width, token);
          visitor.visit(position / sequence, token);
        }
      }
    } catch (OrtException e) {
      throw failure(batch.size(), sequence, e);
    }
  }

  private static SemblanceException failure(int batch, int sequence, OrtException cause) {
    return new SemblanceException(
        ErrorCode.MODEL_FAILURE,
        "the model failed on a batch of "
            + batch
            + " texts of "
            + sequence
            + " tokens: "
            + cause.getMessage(),
        cause);
  }

  private Features empty(int batch) {
    return givesTokens()
        ? new TokenEmbeddings(new float[0], new byte[0], batch, 0, width)
        : new SentenceEmbeddings(new float[batch][width]);
  }

  private Features run(List<TokenizedText> batch, int sequence) throws OrtException {
    BatchBuffers scratch = buffers.get();
    scratch.fill(batch, sequence, padding);
    float[] values = scratch.copy(values(scratch, batch.size(), sequence));
    return givesTokens()
        ? new TokenEmbeddings(values, scratch.mask(), batch.size(), sequence, width)
        : new SentenceEmbeddings(rows(values, batch.size()));
  }

  private float[][] rows(float[] values, int batch) {
    float[][] rows = new float[batch][];
    for (int row = 0; row < batch; row++) {
      rows[row] = Arrays.copyOfRange(values, row * width, (row + 1) * width);
    }
    return rows;
  }

  private FloatBuffer values(BatchBuffers scratch, int batch, int sequence) throws OrtException {
    Map<String, OnnxTensorLike> inputs = inputs(scratch, batch, sequence);
    try {
      return signature.float32()
          ? runInto(scratch, inputs, outputShape(batch, sequence))
          : runWidened(inputs);
    } finally {
      inputs.values().forEach(OnnxTensorLike::close);
    }
  }

  private long[] outputShape(int batch, int sequence) {
    return givesTokens() ? new long[] {batch, sequence, width} : new long[] {batch, width};
  }

  /** The graph writes to our own buffer, so that nothing is allocated for each batch. */
  private FloatBuffer runInto(
      BatchBuffers scratch, Map<String, OnnxTensorLike> inputs, long[] shape) throws OrtException {
    long count = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    if (count > Integer.MAX_VALUE / Float.BYTES) {
      throw SemblanceException.invalid(
          "a text's output must have at most 2 GB, got the shape "
              + Arrays.toString(shape)
              + "; open the model with fewer maxTokens");
    }
    FloatBuffer target = scratch.output((int) count);
    try (OnnxTensor output = OnnxTensor.createTensor(environment, target, shape)) {
      session.run(inputs, Set.of(), Map.of(signature.output(), output)).close();
      return target;
    }
  }

  private FloatBuffer runWidened(Map<String, OnnxTensorLike> inputs) throws OrtException {
    try (OrtSession.Result result = session.run(inputs, Set.of(signature.output()))) {
      return ((OnnxTensor) result.get(0)).getFloatBuffer();
    }
  }

  private Map<String, OnnxTensorLike> inputs(BatchBuffers scratch, int batch, int sequence)
      throws OrtException {
    Map<String, OnnxTensorLike> inputs = new HashMap<>();
    for (Map.Entry<String, TensorInfo> input : signature.inputs().entrySet()) {
      inputs.put(
          input.getKey(),
          switch (input.getKey()) {
            case GraphSignature.INPUT_IDS ->
                tokens(scratch.inputIds(), input.getValue(), batch, sequence);
            case GraphSignature.ATTENTION_MASK ->
                tokens(scratch.attentionMask(), input.getValue(), batch, sequence);
            case GraphSignature.TOKEN_TYPE_IDS ->
                tokens(scratch.typeIds(), input.getValue(), batch, sequence);
            case GraphSignature.POSITION_IDS ->
                tokens(scratch.positionIds(), input.getValue(), batch, sequence);
            default -> emptyPast(input.getValue(), batch);
          });
    }
    return inputs;
  }

  private OnnxTensor tokens(LongBuffer data, TensorInfo input, int batch, int sequence)
      throws OrtException {
    long[] shape = {batch, sequence};
    return input.type == OnnxJavaType.INT32
        ? OnnxTensor.createTensor(environment, narrowed(data), shape)
        : OnnxTensor.createTensor(environment, data, shape);
  }

  private static IntBuffer narrowed(LongBuffer data) {
    IntBuffer ints = IntBuffer.allocate(data.limit());
    for (int i = 0; i < data.limit(); i++) {
      ints.put(i, (int) data.get(i));
    }
    return ints;
  }

  /** What a decoder has seen before: nothing. */
  private OnnxTensor emptyPast(TensorInfo input, int batch) throws OrtException {
    long[] shape = {batch, input.getShape()[1], 0, input.getShape()[3]};
    return input.type == OnnxJavaType.FLOAT
        ? OnnxTensor.createTensor(environment, FloatBuffer.allocate(0), shape)
        : OnnxTensor.createTensor(environment, ByteBuffer.allocateDirect(0), shape, input.type);
  }

  @Override
  public void close() {
    OnnxSessions.close(session);
  }
}
