package io.semblance.index.write;

import io.semblance.index.Passage;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A passage on its way to its vector.
 *
 * @param passage where it is
 * @param text what is encoded
 * @param vector given by the owner, or null
 */
record PassageInput(Passage passage, String text, float @Nullable [] vector) {
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PassageInput that
        && passage.equals(that.passage)
        && text.equals(that.text)
        && Arrays.equals(vector, that.vector);
  }

  @Override
  public int hashCode() {
    return Objects.hash(passage, text, Arrays.hashCode(vector));
  }
}
