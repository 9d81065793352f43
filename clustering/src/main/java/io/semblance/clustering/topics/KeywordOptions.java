package io.semblance.clustering.topics;

import io.semblance.error.SemblanceException;

/**
 * How keywords are found.
 *
 * @param count the most keywords of a cluster, from 0 to {@link #MAX_COUNT}
 * @param ofLabel how many of them make its label, at least 0
 * @param weighting what makes a term telling
 * @param minTexts a term in fewer texts is dropped, at least 1
 * @param maxTerms the most different terms held at a time, see {@link TermCounts}, at least 2
 */
public record KeywordOptions(
    int count, int ofLabel, TermWeighting weighting, int minTexts, int maxTerms) {
  /** So many keywords at most. */
  public static final int MAX_COUNT = 1_000;

  /**
   * Ten keywords, a label of three, BM25-like weights, terms in two texts, half a million terms.
   */
  public static final KeywordOptions DEFAULTS =
      new KeywordOptions(10, 3, TermWeighting.SQRT_BM25, 2, 500_000);

  public KeywordOptions {
    require(
        count >= 0 && count <= MAX_COUNT,
        "the number of keywords must be from 0 to " + MAX_COUNT,
        count);
    require(ofLabel >= 0, "the number of keywords of a label must be at least 0", ofLabel);
    require(minTexts >= 1, "a keyword's texts must be at least 1", minTexts);
    require(maxTerms >= 2, "the number of terms held must be at least 2", maxTerms);
  }

  private static void require(boolean holds, String rule, int value) {
    if (!holds) {
      throw SemblanceException.invalid(rule + ", got: " + value);
    }
  }

  /** The same with other weights. */
  public KeywordOptions with(TermWeighting other) {
    return new KeywordOptions(count, ofLabel, other, minTexts, maxTerms);
  }
}
