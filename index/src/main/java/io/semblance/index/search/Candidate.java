package io.semblance.index.search;

import io.semblance.index.ScoreParts;

/**
 * A document of the ranking.
 *
 * @param ordinal its number in the view
 * @param id breaks ties
 * @param score what the ranking is ordered by
 * @param parts where the score comes from
 */
record Candidate(int ordinal, String id, double score, ScoreParts parts) {}
