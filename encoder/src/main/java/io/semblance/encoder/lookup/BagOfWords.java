package io.semblance.encoder.lookup;

import io.semblance.encoder.module.Features;
import io.semblance.encoder.module.SentenceEmbeddings;
import io.semblance.encoder.tokenize.TokenizedText;
import io.semblance.encoder.tokenize.WhitespaceTokenizer;
import java.util.List;

/**
 * One component for each word of a list: the word's weight, times its count where that is asked.
 */
public final class BagOfWords extends WordModule {
  private final float[] weights;
  private final boolean cumulative;

  /**
   * Makes the module.
   *
   * @param weights a weight for each word; shared, not copied
   * @param cumulative whether a word that occurs twice counts twice
   */
  public BagOfWords(WhitespaceTokenizer tokenizer, float[] weights, boolean cumulative) {
    super(tokenizer);
    this.weights = weights;
    this.cumulative = cumulative;
  }

  @Override
  public Features run(List<TokenizedText> batch) {
    float[][] vectors = new float[batch.size()][weights.length];
    for (int text = 0; text < vectors.length; text++) {
      for (long id : batch.get(text).ids()) {
        int word = (int) id;
        vectors[text][word] = weights[word] + (cumulative ? vectors[text][word] : 0);
      }
    }
    return new SentenceEmbeddings(vectors);
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
  public String describe() {
    return "BoW(" + weights.length + " words)";
  }
}
