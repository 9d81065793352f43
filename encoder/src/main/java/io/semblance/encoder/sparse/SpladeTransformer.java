package io.semblance.encoder.sparse;

import io.semblance.encoder.module.Features;
import io.semblance.encoder.module.InputModule;
import io.semblance.encoder.module.SentenceEmbeddings;
import io.semblance.encoder.onnx.Transformer;
import io.semblance.encoder.tokenize.TokenizedText;
import java.util.List;

/**
 * A masked language model and its pooling in one, so that the logits of a batch, as many as its
 * tokens times the vocabulary, are pooled where the graph writes them and never copied.
 */
public final class SpladeTransformer implements InputModule {
  private final Transformer transformer;
  private final SpladePooling pooling;

  /** Joins the two; {@code transformer} gives logits and is closed with it. */
  public SpladeTransformer(Transformer transformer, SpladePooling pooling) {
    this.transformer = transformer;
    this.pooling = pooling;
  }

  @Override
  public List<TokenizedText> tokenize(List<String> texts) {
    return transformer.tokenize(texts);
  }

  @Override
  public int promptTokens(String prompt) {
    return transformer.promptTokens(prompt);
  }

  @Override
  public int[] countTokens(List<String> texts) {
    return transformer.countTokens(texts);
  }

  @Override
  public int specialTokens() {
    return transformer.specialTokens();
  }

  @Override
  public Features run(List<TokenizedText> batch) {
    float[][] weights = new float[batch.size()][width()];
    transformer.forEachToken(batch, (text, logits) -> pooling.add(logits, weights[text]));
    for (float[] text : weights) {
      pooling.finish(text);
    }
    return new SentenceEmbeddings(weights);
  }

  @Override
  public Batching batching() {
    return transformer.batching();
  }

  @Override
  public int width() {
    return transformer.width();
  }

  @Override
  public boolean givesTokens() {
    return false;
  }

  @Override
  public int maxTokens() {
    return transformer.maxTokens();
  }

  @Override
  public String describe() {
    return transformer.describe() + " > " + pooling.describe();
  }

  @Override
  public void close() {
    transformer.close();
  }
}
