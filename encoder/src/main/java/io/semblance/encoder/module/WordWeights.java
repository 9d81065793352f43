package io.semblance.encoder.module;

import io.semblance.encoder.tokenize.TokenizedText;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.util.List;

/**
 * Multiplies each token embedding by its word's weight, such as an inverse document frequency;
 * pooling then divides by the sum of the weights instead of the count.
 */
public final class WordWeights implements TokenModule {
  private final float[] weights;

  /**
   * Makes the module.
   *
   * @param weights a weight for each token id; shared, not copied
   */
  public WordWeights(float[] weights) {
    this.weights = weights;
  }

  @Override
  public TokenEmbeddings apply(List<TokenizedText> batch, TokenEmbeddings tokens) {
    float[] sums = new float[tokens.batch()];
    for (int text = 0; text < sums.length; text++) {
      long[] ids = batch.get(text).ids();
      int next = 0;
      for (int t = 0; t < tokens.sequence(); t++) {
        if (tokens.isToken(text, t)) {
          float weight = weight(ids[next++]);
          scale(tokens.values(), tokens.offset(text, t), tokens.hidden(), weight);
          sums[text] += weight;
        }
      }
    }
    return tokens.withWeightSums(sums);
  }

  private float weight(long id) {
    if (id >= weights.length) {
      throw new SemblanceException(
          ErrorCode.MODEL_FAILURE,
          "WordWeights has " + weights.length + " words, the module before it gave number " + id);
    }
    return weights[(int) id];
  }

  private static void scale(float[] values, int offset, int length, float factor) {
    for (int i = offset; i < offset + length; i++) {
      values[i] *= factor;
    }
  }

  @Override
  public String describe() {
    return "WordWeights(" + weights.length + " words)";
  }
}
