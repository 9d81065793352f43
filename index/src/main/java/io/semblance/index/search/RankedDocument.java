package io.semblance.index.search;

import io.semblance.index.Explanation.Contribution;
import io.semblance.index.ScoreParts;
import java.util.List;

/**
 * A document of the ranking.
 *
 * @param ordinal its number in the view
 * @param id breaks ties
 * @param score what the ranking is ordered by
 * @param parts where the score comes from
 * @param contributions what each component added
 */
record RankedDocument(
    int ordinal, String id, double score, ScoreParts parts, List<Contribution> contributions) {
  RankedDocument {
    contributions = List.copyOf(contributions);
  }
}
