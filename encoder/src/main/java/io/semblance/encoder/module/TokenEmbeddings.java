package io.semblance.encoder.module;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A vector for each token of a batch.
 *
 * @param values {@code [batch][sequence][hidden]} in C order; may be longer than that, shared until
 *     the next batch
 * @param mask {@code [batch][sequence]}, 1 for a real token and 0 for padding; may be longer
 * @param batch number of texts
 * @param sequence padded length in tokens
 * @param hidden width of a token embedding
 * @param promptTokens how many real tokens at the beginning of each text are left out of pooling
 * @param weightSums for each text what pooling divides by instead of the number of tokens, or null
 */
public record TokenEmbeddings(
    float[] values,
    byte[] mask,
    int batch,
    int sequence,
    int hidden,
    int promptTokens,
    float @Nullable [] weightSums)
    implements Features {
  /** Unweighted tokens. */
  public TokenEmbeddings(float[] values, byte[] mask, int batch, int sequence, int hidden) {
    this(values, mask, batch, sequence, hidden, 0, null);
  }

  TokenEmbeddings withWeightSums(float[] sums) {
    return new TokenEmbeddings(values, mask, batch, sequence, hidden, promptTokens, sums);
  }

  TokenEmbeddings withoutPrompt(int tokens) {
    return new TokenEmbeddings(values, mask, batch, sequence, hidden, tokens, weightSums);
  }

  boolean isToken(int text, int position) {
    return mask[text * sequence + position] != 0;
  }

  boolean hasTokens(int text) {
    return sequence > 0 && isToken(text, firstToken(text));
  }

  /** Position of the first real token, 0 when there is none. */
  int firstToken(int text) {
    for (int t = 0; t < sequence; t++) {
      if (isToken(text, t)) {
        return t;
      }
    }
    return 0;
  }

  /** Position of the first token that is pooled, if there is one. */
  int firstPooled(int text) {
    return firstToken(text) + promptTokens;
  }

  /** Position of the last token that is pooled, -1 when there is none. */
  int lastPooled(int text) {
    int first = firstPooled(text);
    int t = sequence - 1;
    while (t >= first && !isToken(text, t)) {
      t--;
    }
    return t >= first ? t : -1;
  }

  int offset(int text, int position) {
    return (text * sequence + position) * hidden;
  }

  /** Copies the real tokens of one text to {@code float[tokens][hidden]}. */
  public float[][] copyTokens(int text) {
    return IntStream.range(0, sequence)
        .filter(t -> isToken(text, t))
        .mapToObj(t -> Arrays.copyOfRange(values, offset(text, t), offset(text, t + 1)))
        .toArray(float[][]::new);
  }
}
