package io.semblance.index;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A passage that the owner of a document cut.
 *
 * @param passage where it is; its field is a text field of the collection
 * @param vector its vector of the collection's dimension, or null to have the text encoded; not to
 *     be changed afterwards
 */
public record GivenPassage(Passage passage, float @Nullable [] vector) {
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof GivenPassage that
        && passage.equals(that.passage)
        && Arrays.equals(vector, that.vector);
  }

  @Override
  public int hashCode() {
    return Objects.hash(passage, Arrays.hashCode(vector));
  }
}
