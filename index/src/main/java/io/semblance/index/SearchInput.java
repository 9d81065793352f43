package io.semblance.index;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What is looked for. */
public sealed interface SearchInput {
  /** A text; may be anything. */
  record Text(String text) implements SearchInput {}

  /**
   * A vector of the collection's dimension, finite and not all zero; not to be changed. Searches by
   * words cannot use it.
   */
  record Vector(float[] values) implements SearchInput {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Vector that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(values);
    }
  }

  /**
   * Examples of what is wanted and what is not; documents among them are not found. Searches by
   * words cannot use them. With strategies other than the average, what hits and passages show as
   * similarity is the strategy's score.
   */
  record Like(Examples examples) implements SearchInput {}
}
