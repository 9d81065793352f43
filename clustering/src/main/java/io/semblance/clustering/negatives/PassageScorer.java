package io.semblance.clustering.negatives;

import java.util.List;

/**
 * Scores passages for a query better than the product of their vectors does: a cross-encoder.
 * Called by one thread at a time.
 */
@FunctionalInterface
public interface PassageScorer {
  /**
   * Scores passages.
   *
   * @return a score for each passage, higher is closer
   */
  float[] scores(String query, List<String> passages);
}
