package io.semblance.encoder.graph;

/** Bytes that are no ONNX file; {@link OnnxModel#read} adds the file's name. */
final class MalformedGraphException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedGraphException(String message) {
    super(message);
  }
}
