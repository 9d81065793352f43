package io.semblance.encoder.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;

/** An ONNX graph from the pixels of an image to its vector. Safe for many threads. */
public final class VisionGraph implements AutoCloseable {
  private static final String PIXELS = "pixel_values";
  private static final String EMBEDDING = "image_embeds";

  private final OrtEnvironment environment = OnnxEnvironment.get();
  private final Path file;
  private final OrtSession session;
  private final long[] pixels;
  private final String output;

  private VisionGraph(Path file, OrtSession session) throws OrtException {
    this.file = file;
    this.session = session;
    this.pixels = pixels();
    this.output = output();
  }

  /**
   * Loads a graph and checks its inputs and outputs.
   *
   * @throws SemblanceException {@code MODEL_FAILURE} naming the file and what was found in it
   */
  public static VisionGraph open(Path file) {
    OrtSession session = OnnxSessions.open(file);
    try {
      return new VisionGraph(file, session);
    } catch (OrtException e) {
      OnnxSessions.close(session);
      throw new SemblanceException(
          ErrorCode.MODEL_FAILURE, "cannot load ONNX graph " + file + ": " + e.getMessage(), e);
    } catch (RuntimeException e) {
      OnnxSessions.close(session);
      throw e;
    }
  }

  private long[] pixels() throws OrtException {
    NodeInfo input = session.getInputInfo().get(PIXELS);
    if (input != null
        && session.getInputNames().size() == 1
        && input.getInfo() instanceof TensorInfo tensor
        && tensor.type == OnnxJavaType.FLOAT
        && tensor.getShape().length == 4) {
      return tensor.getShape();
    }
    throw failure("must take float pixel_values [batch, 3, height, width] and nothing else");
  }

  private String output() throws OrtException {
    return session.getOutputInfo().values().stream()
        .filter(node -> node.getInfo() instanceof TensorInfo tensor && isVector(tensor))
        .map(NodeInfo::getName)
        .min(Comparator.comparing(name -> name.equals(EMBEDDING) ? 0 : 1))
        .orElseThrow(() -> failure("must give float image_embeds [batch, dimension]"));
  }

  private static boolean isVector(TensorInfo tensor) {
    return tensor.type == OnnxJavaType.FLOAT && tensor.getShape().length == 2;
  }

  private SemblanceException failure(String rule) {
    try {
      return new SemblanceException(
          ErrorCode.MODEL_FAILURE,
          "ONNX graph %s %s; it has inputs %s and outputs %s"
              .formatted(file, rule, session.getInputNames(), session.getOutputInfo().keySet()));
    } catch (OrtException e) {
      return new SemblanceException(ErrorCode.MODEL_FAILURE, "ONNX graph " + file + " " + rule, e);
    }
  }

  /** The graph's file. */
  public Path file() {
    return file;
  }

  /**
   * Refuses a size of image that the graph does not take.
   *
   * @throws SemblanceException {@code MODEL_FAILURE} with both sizes
   */
  public void requireSize(int width, int height) {
    if ((pixels[2] > 0 && pixels[2] != height) || (pixels[3] > 0 && pixels[3] != width)) {
      throw failure(
          "must take images of "
              + width
              + " x "
              + height
              + " as the preprocessor gives them, not only "
              + pixels[3]
              + " x "
              + pixels[2]);
    }
  }

  /**
   * Runs one image.
   *
   * @param values {@code [3][height][width]} in C order
   * @return its vector, the caller's
   */
  public float[] run(float[] values, int width, int height) {
    long[] shape = {1, 3, height, width};
    try (OnnxTensor input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape);
        OrtSession.Result result = session.run(Map.of(PIXELS, input), Set.of(output))) {
      FloatBuffer vector = ((OnnxTensor) result.get(0)).getFloatBuffer();
      float[] copy = new float[vector.remaining()];
      vector.get(copy);
      return copy;
    } catch (OrtException e) {
      throw new SemblanceException(
          ErrorCode.MODEL_FAILURE,
          "the model failed on an image of shape " + Arrays.toString(shape) + ": " + e.getMessage(),
          e);
    }
  }

  @Override
  public void close() {
    OnnxSessions.close(session);
  }
}
