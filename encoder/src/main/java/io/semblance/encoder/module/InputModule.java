package io.semblance.encoder.module;

import io.semblance.encoder.ModelInfo;
import io.semblance.encoder.tokenize.TokenizedText;
import java.util.List;

/** The first module of a pipeline: texts to tokens, tokens to features. Safe for many threads. */
public interface InputModule extends AutoCloseable {
  /**
   * Tokenizes texts, before which the prompt has been put; result {@code i} belongs to text {@code
   * i}.
   */
  List<TokenizedText> tokenize(List<String> texts);

  /** Runs one batch. */
  Features run(List<TokenizedText> batch);

  /** Length of the vectors. */
  int width();

  /** Longest input in tokens, or {@link ModelInfo#UNLIMITED}. */
  int maxTokens();

  /** In words, such as {@code StaticEmbedding(29528 x 256)}. */
  String describe();

  @Override
  void close();
}
