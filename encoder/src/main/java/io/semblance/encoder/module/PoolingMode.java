package io.semblance.encoder.module;

import java.util.Arrays;
import java.util.Optional;

/**
 * How token embeddings e<sub>t</sub> with mask m<sub>t</sub> become one vector. Formulas and names
 * are those of SentenceTransformers; special tokens count like any other. The order is that in
 * which the older flags are concatenated.
 */
public enum PoolingMode {
  /**
   * The first real token, also when it belongs to a prompt that leaves nothing else; the zero
   * vector when there is none.
   */
  CLS("cls", "pooling_mode_cls_token") {
    @Override
    void pool(TokenEmbeddings tokens, int text, float[] target, int offset) {
      int first = tokens.lastPooled(text) < 0 ? 0 : tokens.firstPooled(text);
      if (tokens.hasTokens(text)) {
        int source = tokens.offset(text, Math.max(first, tokens.firstToken(text)));
        System.arraycopy(tokens.values(), source, target, offset, tokens.hidden());
      }
    }
  },
  /** The largest value of each component; minus infinity when there is no token. */
  MAX("max", "pooling_mode_max_tokens") {
    @Override
    void pool(TokenEmbeddings tokens, int text, float[] target, int offset) {
      Arrays.fill(target, offset, offset + tokens.hidden(), Float.NEGATIVE_INFINITY);
      for (int t = tokens.firstPooled(text); t < tokens.sequence(); t++) {
        if (tokens.isToken(text, t)) {
          int source = tokens.offset(text, t);
          for (int h = 0; h < tokens.hidden(); h++) {
            target[offset + h] = Math.max(target[offset + h], tokens.values()[source + h]);
          }
        }
      }
    }
  },
  /** sum(m e) / max(sum(m), 1e-9). */
  MEAN("mean", "pooling_mode_mean_tokens") {
    @Override
    void pool(TokenEmbeddings tokens, int text, float[] target, int offset) {
      float count = sum(tokens, text, target, offset, Weighting.EQUAL);
      divide(target, offset, tokens.hidden(), Math.max(count, SMALLEST_COUNT));
    }
  },
  /** sum(m e) / sqrt(max(sum(m), 1e-9)). */
  MEAN_SQRT_LEN("mean_sqrt_len_tokens", "pooling_mode_mean_sqrt_len_tokens") {
    @Override
    void pool(TokenEmbeddings tokens, int text, float[] target, int offset) {
      float count = sum(tokens, text, target, offset, Weighting.EQUAL);
      divide(target, offset, tokens.hidden(), (float) Math.sqrt(Math.max(count, SMALLEST_COUNT)));
    }
  },
  /**
   * sum(m w e) / max(sum(m w), 1e-9), where w counts 1, 2, 3 from the text's first token on.
   * SentenceTransformers counts padded columns; the two differ only for a text that is padded on
   * the left, where its result depends on the batch and this one does not.
   */
  WEIGHTED_MEAN("weightedmean", "pooling_mode_weightedmean_tokens") {
    @Override
    void pool(TokenEmbeddings tokens, int text, float[] target, int offset) {
      float weights = sum(tokens, text, target, offset, Weighting.BY_POSITION);
      divide(target, offset, tokens.hidden(), Math.max(weights, SMALLEST_COUNT));
    }
  },
  /** The last real token; the zero vector when there is none. */
  LAST_TOKEN("lasttoken", "pooling_mode_lasttoken") {
    @Override
    void pool(TokenEmbeddings tokens, int text, float[] target, int offset) {
      int last = tokens.lastPooled(text);
      if (last >= 0) {
        int source = tokens.offset(text, last);
        System.arraycopy(tokens.values(), source, target, offset, tokens.hidden());
      }
    }
  };

  private enum Weighting {
    EQUAL,
    BY_POSITION
  }

  private static final float SMALLEST_COUNT = 1e-9f;

  private final String label;
  private final String flag;

  PoolingMode(String label, String flag) {
    this.label = label;
    this.flag = flag;
  }

  /** The mode with this {@link #label()}. */
  public static Optional<PoolingMode> find(String label) {
    return Arrays.stream(values()).filter(mode -> mode.label.equals(label)).findFirst();
  }

  /** The name in a {@code pooling_mode} entry. */
  public String label() {
    return label;
  }

  /** The key that switches this mode on in older files. */
  public String flag() {
    return flag;
  }

  /**
   * Writes the pooled vector of one text to {@code target[offset .. offset + hidden]}, which holds
   * zeros.
   */
  abstract void pool(TokenEmbeddings tokens, int text, float[] target, int offset);

  /** Adds up the tokens and gives what to divide by: their weights, or the sums they came with. */
  private static float sum(
      TokenEmbeddings tokens, int text, float[] target, int offset, Weighting weighting) {
    float total = 0;
    int first = tokens.firstToken(text);
    for (int t = tokens.firstPooled(text); t < tokens.sequence(); t++) {
      if (tokens.isToken(text, t)) {
        float weight = weighting == Weighting.EQUAL ? 1 : t - first + 1;
        addScaled(tokens, tokens.offset(text, t), target, offset, weight);
        total += weight;
      }
    }
    float[] weightSums = tokens.weightSums();
    return weightSums == null ? total : weightSums[text];
  }

  private static void addScaled(
      TokenEmbeddings tokens, int from, float[] target, int offset, float weight) {
    float[] source = tokens.values();
    for (int h = 0; h < tokens.hidden(); h++) {
      target[offset + h] += weight * source[from + h];
    }
  }

  private static void divide(float[] target, int offset, int length, float divisor) {
    for (int h = 0; h < length; h++) {
      target[offset + h] /= divisor;
    }
  }
}
