package io.semblance.index.search;

import io.semblance.index.rank.ExampleScorer;
import java.util.List;
import java.util.Set;

/** What a search by meaning is near to. */
@SuppressWarnings("ArrayRecordComponent") // never compared
sealed interface Wanted {
  /** Documents that are not to be found. */
  Set<String> excluded();

  /** Nothing: the search is by words only. */
  record Nothing() implements Wanted {
    @Override
    public Set<String> excluded() {
      return Set.of();
    }
  }

  /** One vector, prepared for the collection. */
  record Near(float[] vector, Set<String> excluded) implements Wanted {}

  /**
   * Several vectors that decide together.
   *
   * @param scorer their decision on a passage
   * @param probes around which passages are looked for
   */
  record Alike(ExampleScorer scorer, List<float[]> probes, Set<String> excluded)
      implements Wanted {}
}
