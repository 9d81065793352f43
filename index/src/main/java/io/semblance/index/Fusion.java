package io.semblance.index;

import io.semblance.error.SemblanceException;

/** How the results of the search by meaning and of the search by words become one list. */
public sealed interface Fusion {
  /** What each component counts. */
  Weights weights();

  /**
   * Reciprocal rank fusion: a document's score is the sum over the components of weight / (k +
   * rank), ranks from 1; a component that did not find it adds nothing. It needs no common scale of
   * the components' scores (Cormack, Clarke and Büttcher, "Reciprocal Rank Fusion outperforms
   * Condorcet and individual Rank Learning Methods", SIGIR 2009).
   *
   * @param k finite, at least 0; the greater, the less the first ranks stand out
   */
  record ReciprocalRank(double k, Weights weights) implements Fusion {
    /** As published: constant 60, both components alike. */
    public static final ReciprocalRank DEFAULT = new ReciprocalRank(60, Weights.EQUAL);

    public ReciprocalRank {
      if (!Double.isFinite(k) || k < 0) {
        throw SemblanceException.invalid("fusion k must be a number of at least 0, got: " + k);
      }
    }
  }

  /**
   * Sum over the components of weight × normalised score. A component's scores are mapped to [0, 1]
   * by (score - least) / (greatest - least) over its own candidates, all to 1 when they are equal;
   * a component that did not find a document adds nothing, the same as for its last candidate.
   */
  record Linear(Weights weights) implements Fusion {}

  /**
   * What each component counts, each finite and at least 0, not both 0.
   *
   * @param dense the search by meaning
   * @param lexical the search by words
   */
  record Weights(double dense, double lexical) {
    /** Both components alike. */
    public static final Weights EQUAL = new Weights(1, 1);

    public Weights {
      require("dense", dense);
      require("lexical", lexical);
      if (dense == 0 && lexical == 0) {
        throw SemblanceException.invalid("fusion weights must not both be 0");
      }
    }

    private static void require(String component, double weight) {
      if (!Double.isFinite(weight) || weight < 0) {
        throw SemblanceException.invalid(
            "fusion weight of " + component + " must be a number of at least 0, got: " + weight);
      }
    }
  }
}
