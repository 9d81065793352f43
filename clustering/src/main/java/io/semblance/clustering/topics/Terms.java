package io.semblance.clustering.topics;

import java.util.Locale;

/**
 * Cuts texts into the terms that may become keywords: words and phrases, without those that say
 * nothing about a topic. Safe for many threads.
 */
@FunctionalInterface
public interface Terms {
  /** Gives every occurrence of a term in a text to a consumer, in the order of the text. */
  void terms(String text, TermConsumer consumer);

  /** All runs of letters and digits, in lower case: knows no language. */
  static Terms words() {
    return (text, consumer) -> {
      for (String word : text.split("[^\\p{L}\\p{M}\\p{N}]+", 0)) {
        if (!word.isEmpty()) {
          consumer.accept(word.toLowerCase(Locale.ROOT), word);
        }
      }
    };
  }
}
