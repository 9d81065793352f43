package io.semblance.encoder.module;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Token embeddings to sentence embeddings: the results of one or more modes, one after the other.
 *
 * @param modes at least one, in order of concatenation
 * @param includePrompt whether the tokens of the prompt are pooled too
 */
public record Pooling(List<PoolingMode> modes, boolean includePrompt) {
  public Pooling {
    modes = List.copyOf(modes);
    if (modes.isEmpty()) {
      throw new IllegalArgumentException("pooling needs at least one mode");
    }
  }

  /** Pools everything by one mode. */
  public static Pooling by(PoolingMode mode) {
    return new Pooling(List.of(mode), true);
  }

  /** Length of the pooled vectors of a transformer of width {@code hidden}. */
  public int dimension(int hidden) {
    return modes.size() * hidden;
  }

  /**
   * Pools a batch to {@code float[batch][dimension]}, the caller's.
   *
   * @param promptTokens how many tokens at the beginning of each text are its prompt
   */
  public float[][] apply(TokenEmbeddings tokens, int promptTokens) {
    TokenEmbeddings pooledTokens =
        includePrompt || promptTokens == 0 ? tokens : tokens.withoutPrompt(promptTokens);
    float[][] pooled = new float[tokens.batch()][dimension(tokens.hidden())];
    for (int text = 0; text < pooled.length; text++) {
      for (int i = 0; i < modes.size(); i++) {
        modes.get(i).pool(pooledTokens, text, pooled[text], i * tokens.hidden());
      }
    }
    return pooled;
  }

  /** In words, such as {@code Pooling(mean)}. */
  public String describe() {
    String names = modes.stream().map(PoolingMode::label).collect(Collectors.joining("+"));
    return "Pooling(" + names + (includePrompt ? ")" : ", without the prompt)");
  }
}
