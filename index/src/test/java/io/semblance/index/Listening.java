package io.semblance.index;

import io.semblance.encoder.Embeddings;
import io.semblance.encoder.EncodeOptions;
import io.semblance.encoder.InputType;
import io.semblance.encoder.ModelInfo;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.progress.Progress;
import java.util.Iterator;
import java.util.List;

/** An encoder that writes down what it was given. */
record Listening(SentenceEncoder encoder, List<String> heard) implements SentenceEncoder {
  @Override
  public ModelInfo model() {
    return encoder.model();
  }

  @Override
  public Embeddings encode(List<String> texts, EncodeOptions options, Progress progress) {
    heard.addAll(texts);
    return encoder.encode(texts, options, progress);
  }

  @Override
  public void encode(
      Iterator<String> texts, EncodeOptions options, WindowConsumer consumer, Progress progress) {
    encoder.encode(texts, options, consumer, progress);
  }

  @Override
  public List<float[][]> encodeTokens(List<String> texts, EncodeOptions options) {
    return encoder.encodeTokens(texts, options);
  }

  @Override
  public int[] countTokens(List<String> texts, InputType type) {
    return encoder.countTokens(texts, type);
  }

  @Override
  public int passageTokens(InputType type) {
    return encoder.passageTokens(type);
  }

  @Override
  public void close() {}
}
