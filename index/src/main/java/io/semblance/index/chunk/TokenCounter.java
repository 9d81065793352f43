package io.semblance.index.chunk;

import java.util.List;

/** How long texts are for a model. Safe for many threads. */
@FunctionalInterface
public interface TokenCounter {
  /**
   * Counts tokens, without special tokens; element {@code i} belongs to {@code texts.get(i)}. Many
   * texts at once cost less than one at a time.
   */
  int[] count(List<String> texts);
}
