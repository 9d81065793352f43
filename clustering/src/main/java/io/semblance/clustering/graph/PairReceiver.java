package io.semblance.clustering.graph;

/** Takes pairs of unique rows that may be close. Each worker's calls are one after the other. */
@FunctionalInterface
interface PairReceiver {
  /**
   * Takes a pair, once in all.
   *
   * @param worker who found it
   * @return whether its exact cosine is at least the least wanted
   */
  boolean pair(int worker, int one, int other);
}
