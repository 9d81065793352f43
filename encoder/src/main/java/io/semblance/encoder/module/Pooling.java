package io.semblance.encoder.module;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Token embeddings to sentence embeddings: the results of one or more modes, one after the other.
 *
 * @param modes at least one, in order of concatenation
 */
public record Pooling(List<PoolingMode> modes) {
  public Pooling {
    modes = List.copyOf(modes);
    if (modes.isEmpty()) {
      throw new IllegalArgumentException("pooling needs at least one mode");
    }
  }

  /** Length of the pooled vectors of a transformer of width {@code hidden}. */
  public int dimension(int hidden) {
    return modes.size() * hidden;
  }

  /** Pools a batch to {@code float[batch][dimension]}, the caller's. */
  public float[][] apply(TokenEmbeddings tokens) {
    float[][] pooled = new float[tokens.batch()][dimension(tokens.hidden())];
    for (int text = 0; text < pooled.length; text++) {
      for (int i = 0; i < modes.size(); i++) {
        modes.get(i).pool(tokens, text, pooled[text], i * tokens.hidden());
      }
    }
    return pooled;
  }

  /** In words, such as {@code Pooling(mean)}. */
  public String describe() {
    return modes.stream().map(PoolingMode::label).collect(Collectors.joining("+", "Pooling(", ")"));
  }
}
