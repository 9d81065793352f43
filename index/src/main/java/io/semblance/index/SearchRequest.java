package io.semblance.index;

import io.semblance.error.SemblanceException;

/**
 * A search.
 *
 * @param query what to look for, any text
 * @param mode by meaning, by words or both
 * @param k how many hits, 1 to {@value #MAX_K}
 * @param scan how vectors are compared
 */
public record SearchRequest(String query, SearchMode mode, int k, Scan scan) {
  /** Largest allowed {@code k}. */
  public static final int MAX_K = 1000;

  public SearchRequest {
    if (k < 1 || k > MAX_K) {
      throw SemblanceException.invalid("k must be between 1 and " + MAX_K + ", got: " + k);
    }
  }

  public static SearchRequest of(String query, SearchMode mode, int k) {
    return new SearchRequest(query, mode, k, Scan.AUTO);
  }
}
