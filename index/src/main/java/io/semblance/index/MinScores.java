package io.semblance.index;

import org.jspecify.annotations.Nullable;

/**
 * What a hit must reach; null where nothing is asked. A hit without the component does not reach
 * it.
 *
 * @param dense similarity, for cosine in -1..1
 * @param lexical BM25
 * @param fused score of a hybrid search
 */
public record MinScores(@Nullable Double dense, @Nullable Double lexical, @Nullable Double fused) {
  /** Nothing is asked. */
  public static final MinScores NONE = new MinScores(null, null, null);

  /** A least similarity and nothing else. */
  public static MinScores dense(double least) {
    return new MinScores(least, null, null);
  }
}
