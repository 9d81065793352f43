package io.semblance.index.clusters;

import io.semblance.clustering.duplicates.KeepRule;
import io.semblance.error.SemblanceException;
import io.semblance.index.filter.Filter;
import org.jspecify.annotations.Nullable;

/**
 * Which documents that say the same are wanted. Made by {@link #of} and the {@code with} methods.
 *
 * @param minScore least cosine of a pair, in [-1, 1]
 * @param maxPairs the most pairs, the best ones, 1 to {@value #MAX_PAIRS}; for groups, of different
 *     vectors
 * @param topK a pair is wanted when one of both is among so many nearest of the other; null for no
 *     such limit
 * @param filter which documents are compared; null for all
 * @param since only pairs of which at least one document was changed after this version of the
 *     collection, see {@link Coverage#version}; 0 for all pairs
 * @param groups whether groups are wanted, with what to keep of each, instead of pairs
 * @param keep which document of a group is kept
 * @param threads at least 1; changes how long it takes, never the result
 */
public record ParaphraseRequest(
    double minScore,
    int maxPairs,
    @Nullable Integer topK,
    @Nullable Filter filter,
    long since,
    boolean groups,
    KeepRule keep,
    int threads) {
  /** Most pairs of one request. */
  public static final int MAX_PAIRS = 10_000_000;

  private static final int DEFAULT_PAIRS = 1000;

  public ParaphraseRequest {
    require(minScore >= -1 && minScore <= 1, "min_score must be between -1 and 1", minScore);
    require(
        maxPairs >= 1 && maxPairs <= MAX_PAIRS,
        "max_pairs must be between 1 and " + MAX_PAIRS,
        maxPairs);
    if (topK != null) {
      require(topK >= 1, "top_k must be at least 1", topK);
    }
    require(since >= 0, "since must be at least 0", since);
    require(threads >= 1, "threads must be at least 1", threads);
  }

  private static void require(boolean holds, String rule, Number value) {
    if (!holds) {
      throw SemblanceException.invalid(rule + ", got: " + value);
    }
  }

  /** The 1,000 best pairs of all documents, on all processors. */
  public static ParaphraseRequest of(double minScore) {
    int threads = Runtime.getRuntime().availableProcessors();
    return new ParaphraseRequest(
        minScore, DEFAULT_PAIRS, null, null, 0, false, KeepRule.FIRST, threads);
  }

  public ParaphraseRequest withMaxPairs(int other) {
    return new ParaphraseRequest(minScore, other, topK, filter, since, groups, keep, threads);
  }

  public ParaphraseRequest withTopK(@Nullable Integer other) {
    return new ParaphraseRequest(minScore, maxPairs, other, filter, since, groups, keep, threads);
  }

  public ParaphraseRequest withFilter(@Nullable Filter other) {
    return new ParaphraseRequest(minScore, maxPairs, topK, other, since, groups, keep, threads);
  }

  public ParaphraseRequest since(long version) {
    return new ParaphraseRequest(minScore, maxPairs, topK, filter, version, groups, keep, threads);
  }

  /** Groups instead of pairs. */
  public ParaphraseRequest grouped(KeepRule rule) {
    return new ParaphraseRequest(minScore, maxPairs, topK, filter, since, true, rule, threads);
  }

  public ParaphraseRequest onThreads(int other) {
    return new ParaphraseRequest(minScore, maxPairs, topK, filter, since, groups, keep, other);
  }
}
