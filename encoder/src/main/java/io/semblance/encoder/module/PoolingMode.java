package io.semblance.encoder.module;

import java.util.Arrays;

/**
 * How token embeddings e<sub>t</sub> with mask m<sub>t</sub> become one vector. Formulas and names
 * are those of SentenceTransformers; special tokens count like any other.
 */
public enum PoolingMode {
  /** The first real token. */
  CLS("cls", "pooling_mode_cls_token") {
    @Override
    void pool(TokenEmbeddings tokens, int text, float[] target, int offset) {
      int first = 0;
      while (first < tokens.sequence() - 1 && !tokens.isToken(text, first)) {
        first++;
      }
      System.arraycopy(
          tokens.values(), tokens.offset(text, first), target, offset, tokens.hidden());
    }
  },
  /** The largest value of each component; minus infinity when there is no token. */
  MAX("max", "pooling_mode_max_tokens") {
    @Override
    void pool(TokenEmbeddings tokens, int text, float[] target, int offset) {
      Arrays.fill(target, offset, offset + tokens.hidden(), Float.NEGATIVE_INFINITY);
      for (int t = 0; t < tokens.sequence(); t++) {
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
      int count = sum(tokens, text, target, offset);
      divide(target, offset, tokens.hidden(), Math.max(count, SMALLEST_COUNT));
    }
  },
  /** sum(m e) / sqrt(max(sum(m), 1e-9)). */
  MEAN_SQRT_LEN("mean_sqrt_len_tokens", "pooling_mode_mean_sqrt_len_tokens") {
    @Override
    void pool(TokenEmbeddings tokens, int text, float[] target, int offset) {
      int count = sum(tokens, text, target, offset);
      divide(target, offset, tokens.hidden(), (float) Math.sqrt(Math.max(count, SMALLEST_COUNT)));
    }
  };

  private static final float SMALLEST_COUNT = 1e-9f;

  private final String label;
  private final String flag;

  PoolingMode(String label, String flag) {
    this.label = label;
    this.flag = flag;
  }

  /** The name in a {@code pooling_mode} entry. */
  public String label() {
    return label;
  }

  /** The key that switches this mode on in older files. */
  public String flag() {
    return flag;
  }

  /** Writes the pooled vector of one text to {@code target[offset .. offset + hidden]}. */
  abstract void pool(TokenEmbeddings tokens, int text, float[] target, int offset);

  private static int sum(TokenEmbeddings tokens, int text, float[] target, int offset) {
    Arrays.fill(target, offset, offset + tokens.hidden(), 0);
    int count = 0;
    for (int t = 0; t < tokens.sequence(); t++) {
      if (tokens.isToken(text, t)) {
        add(tokens.values(), tokens.offset(text, t), target, offset, tokens.hidden());
        count++;
      }
    }
    return count;
  }

  private static void add(float[] source, int from, float[] target, int offset, int length) {
    for (int h = 0; h < length; h++) {
      target[offset + h] += source[from + h];
    }
  }

  private static void divide(float[] target, int offset, int length, float divisor) {
    for (int h = 0; h < length; h++) {
      target[offset + h] /= divisor;
    }
  }
}
