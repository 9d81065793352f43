package io.semblance.index.rank;

/**
 * A document that one component of a search found.
 *
 * @param ordinal the document
 * @param score the component's own score, finite, higher is better
 */
public record Candidate(int ordinal, double score) {
  public Candidate {
    if (!Double.isFinite(score)) {
      throw new IllegalArgumentException("a score must be finite, got: " + score);
    }
  }
}
