package io.semblance.clustering.duplicates;

import java.util.function.IntPredicate;

/** Pairs of alike things, from wherever they were found. */
@FunctionalInterface
public interface PairSource {
  /** No pairs. */
  PairSource NONE = pairs -> {};

  /** Hears of a pair. */
  @FunctionalInterface
  interface Visitor {
    /**
     * Called once for a pair, in any order, {@code a} and {@code b} either way round.
     *
     * @param score higher is more alike
     */
    void pair(int a, int b, float score);
  }

  /** Tells of all pairs, on the calling thread. */
  void forEach(Visitor visitor);

  /** Those of the pairs that have at least one new thing. */
  default PairSource touching(IntPredicate isNew) {
    return visitor ->
        forEach(
            (a, b, score) -> {
              if (isNew.test(a) || isNew.test(b)) {
                visitor.pair(a, b, score);
              }
            });
  }
}
