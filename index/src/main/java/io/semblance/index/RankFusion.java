package io.semblance.index;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reciprocal rank fusion: a document's score is the sum over the lists of 1 / (60 + its rank
 * there). It needs no common scale for the lists' own scores (Cormack, Clarke and Büttcher,
 * "Reciprocal Rank Fusion outperforms Condorcet and individual Rank Learning Methods", SIGIR 2009).
 */
final class RankFusion {
  private static final double CONSTANT = 60;

  private RankFusion() {}

  /** What one document brought from each list; ranks from 1, null where it is not in the list. */
  record Fused(
      int ordinal,
      @Nullable Integer denseRank,
      @Nullable Double similarity,
      @Nullable Integer lexicalRank,
      @Nullable Double bm25) {
    double score() {
      return share(denseRank) + share(lexicalRank);
    }

    private static double share(@Nullable Integer rank) {
      return rank == null ? 0 : 1 / (CONSTANT + rank);
    }
  }

  /** Merges two ranked lists; the result is in no order. */
  static List<Fused> fuse(List<RankedDocument> dense, List<RankedDocument> lexical) {
    Map<Integer, Fused> fused = new HashMap<>();
    for (int i = 0; i < dense.size(); i++) {
      RankedDocument hit = dense.get(i);
      fused.put(hit.ordinal(), new Fused(hit.ordinal(), i + 1, hit.score(), null, null));
    }
    for (int i = 0; i < lexical.size(); i++) {
      RankedDocument hit = lexical.get(i);
      Fused known = fused.get(hit.ordinal());
      fused.put(
          hit.ordinal(),
          new Fused(
              hit.ordinal(),
              known == null ? null : known.denseRank(),
              known == null ? null : known.similarity(),
              i + 1,
              hit.score()));
    }
    return List.copyOf(fused.values());
  }
}
