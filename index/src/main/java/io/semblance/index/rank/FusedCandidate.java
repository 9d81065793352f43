package io.semblance.index.rank;

import org.jspecify.annotations.Nullable;

/**
 * A document of the fused list, and what each component said of it.
 *
 * @param ordinal the document
 * @param score the fused score
 * @param dense its place in the list by meaning; null when it is not in it
 * @param lexical its place in the list by words; null when it is not in it
 */
public record FusedCandidate(
    int ordinal, double score, @Nullable Place dense, @Nullable Place lexical) {
  /**
   * A place in a component's list.
   *
   * @param rank from 1
   * @param score the component's own
   * @param share what it adds to the fused score
   */
  public record Place(int rank, double score, double share) {}
}
