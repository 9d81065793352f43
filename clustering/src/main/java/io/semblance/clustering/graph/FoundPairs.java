package io.semblance.clustering.graph;

import io.semblance.clustering.pairs.Pairs;

/**
 * Pairs of at least a score and how they were found. Closes the pairs.
 *
 * @param pairs all of whom the score is computed in double; some close pairs may be missing
 * @param report how they were found; its recall is the share of true pairs that were, those of
 *     equal rows not counted
 */
public record FoundPairs(Pairs pairs, GraphReport report) implements AutoCloseable {
  @Override
  public void close() {
    pairs.close();
  }
}
