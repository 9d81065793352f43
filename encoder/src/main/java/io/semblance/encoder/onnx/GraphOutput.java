package io.semblance.encoder.onnx;

import java.util.List;

/** What is wanted of a graph. */
public enum GraphOutput {
  /** {@code [batch][sequence][hidden]}; of a graph that pools by itself {@code [batch][hidden]}. */
  TOKEN_EMBEDDINGS(3, "token embeddings [batch, sequence, hidden]"),
  /** {@code [batch][dimension]} of the text half of a model for texts and images. */
  TEXT_EMBEDDING(2, "text embeddings [batch, dimension]"),
  /** {@code [batch][labels]}. */
  LABEL_LOGITS(2, "logits [batch, labels]"),
  /** {@code [batch][sequence][vocabulary]}. */
  TOKEN_LOGITS(3, "logits [batch, sequence, vocabulary]");

  private final int axes;
  private final String shape;

  GraphOutput(int axes, String shape) {
    this.axes = axes;
    this.shape = shape;
  }

  int axes() {
    return axes;
  }

  String shape() {
    return shape;
  }

  /** Names in order of preference; an output with another name will do when it has these axes. */
  List<String> names() {
    return switch (this) {
      case TOKEN_EMBEDDINGS -> List.of("last_hidden_state", "token_embeddings");
      case TEXT_EMBEDDING -> List.of("text_embeds", "sentence_embedding", "text_features");
      case LABEL_LOGITS -> List.of("logits", "scores");
      case TOKEN_LOGITS -> List.of("logits", "token_logits", "prediction_scores");
    };
  }

  /** Names of outputs with one axis less that will do when there is nothing else. */
  List<String> pooledNames() {
    return this == TOKEN_EMBEDDINGS ? List.of("sentence_embedding") : List.of();
  }
}
