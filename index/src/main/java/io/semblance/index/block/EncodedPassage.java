package io.semblance.index.block;

import io.semblance.index.Passage;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A passage with its vector.
 *
 * @param vector as it is stored; not to be changed
 */
public record EncodedPassage(Passage passage, float[] vector) {
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EncodedPassage that
        && passage.equals(that.passage)
        && Arrays.equals(vector, that.vector);
  }

  @Override
  public int hashCode() {
    return Objects.hash(passage, Arrays.hashCode(vector));
  }
}
