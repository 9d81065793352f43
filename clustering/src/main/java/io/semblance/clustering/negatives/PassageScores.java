package io.semblance.clustering.negatives;

import io.semblance.vectors.Scored;
import java.util.List;

/** The scores that count when negatives are chosen. */
sealed interface PassageScores permits CosineScores, ScorerScores {
  /** Scores passages of the corpus for a query, in the order given. */
  List<Scored> scored(int query, List<Integer> passages);
}
