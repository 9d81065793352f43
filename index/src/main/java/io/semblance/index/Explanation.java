package io.semblance.index;

import java.util.List;

/**
 * How a score came about.
 *
 * @param contributions what each component added; their sum is the score
 * @param lexical how BM25 came about, term by term, in words; empty when no word matched
 */
public record Explanation(List<Contribution> contributions, String lexical) {
  public Explanation {
    contributions = List.copyOf(contributions);
  }

  /**
   * One component's part.
   *
   * @param component {@code dense} or {@code lexical}
   * @param rank in the component's own list, from 1; 0 when it is not in it
   * @param score the component's own
   * @param value what it adds
   */
  public record Contribution(String component, int rank, double score, double value) {}
}
