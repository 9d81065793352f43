package io.semblance.encoder.sparse;

import io.semblance.encoder.module.Features;
import io.semblance.encoder.module.InputModule;
import io.semblance.encoder.module.SentenceEmbeddings;
import io.semblance.encoder.tokenize.TextTokenizer;
import io.semblance.encoder.tokenize.TokenizedText;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.util.List;

/**
 * A weight for each token that occurs in a text, however often: what queries of inference-free
 * models become, without a network.
 */
public final class SparseStaticEmbedding implements InputModule {
  private final TextTokenizer tokenizer;
  private final float[] weights;

  /**
   * Makes a module that owns its tokenizer.
   *
   * @param tokenizer adds no special tokens
   * @param weights one for each token id; shared, not copied
   */
  public SparseStaticEmbedding(TextTokenizer tokenizer, float[] weights) {
    this.tokenizer = tokenizer;
    this.weights = weights;
  }

  @Override
  public List<TokenizedText> tokenize(List<String> texts) {
    return tokenizer.tokenize(texts);
  }

  @Override
  public int promptTokens(String prompt) {
    return tokenizer.promptTokens(prompt);
  }

  @Override
  public int[] countTokens(List<String> texts) {
    return tokenizer.countTokens(texts);
  }

  @Override
  public int specialTokens() {
    return tokenizer.specialTokens();
  }

  @Override
  public Features run(List<TokenizedText> batch) {
    return new SentenceEmbeddings(batch.stream().map(this::vector).toArray(float[][]::new));
  }

  private float[] vector(TokenizedText text) {
    float[] vector = new float[weights.length];
    for (long id : text.ids()) {
      if (id >= weights.length) {
        throw new SemblanceException(
            ErrorCode.MODEL_FAILURE,
            "the tokenizer gives token "
                + id
                + ", but SparseStaticEmbedding has only "
                + weights.length
                + " weights; tokenizer.json and the weights are not of one model");
      }
      vector[(int) id] = weights[(int) id];
    }
    return vector;
  }

  @Override
  public Batching batching() {
    return Batching.FREE;
  }

  @Override
  public int width() {
    return weights.length;
  }

  @Override
  public boolean givesTokens() {
    return false;
  }

  @Override
  public int maxTokens() {
    return tokenizer.maxTokens();
  }

  @Override
  public String describe() {
    return "SparseStaticEmbedding(" + weights.length + " wide)";
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
