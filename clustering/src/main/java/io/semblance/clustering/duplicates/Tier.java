package io.semblance.clustering.duplicates;

/** In what two items are alike, the surest first. */
public enum Tier {
  /** The same text in the chosen {@link TextForm}; the score is 1. */
  EXACT_TEXT,
  /** Texts made of nearly the same pieces; the score is the Jaccard index of their shingles. */
  NEAR_TEXT,
  /** Vectors that point the same way; the score is their cosine. */
  SEMANTIC
}
