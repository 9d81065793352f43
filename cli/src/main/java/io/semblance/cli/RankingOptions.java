package io.semblance.cli;

import io.semblance.error.SemblanceException;
import io.semblance.index.Fusion;
import io.semblance.index.MinScores;
import io.semblance.index.Ranking;
import io.semblance.index.Scan;
import io.semblance.index.SearchDepth;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How far a search looks and how it ranks what it finds. */
final class RankingOptions {
  @Option(
      names = "--candidates",
      paramLabel = "N",
      description =
          "Documents that each of the search by meaning and by words finds, at most "
              + SearchDepth.MAX
              + "; they are ranked, counted and paged. Default: "
              + SearchDepth.LEAST
              + ", or four pages.")
  private int candidates;

  @Option(
      names = "--scan",
      paramLabel = "SCAN",
      defaultValue = "auto",
      description =
          "exact (compare every vector), graph (HNSW) or auto (exact in small collections). Default: ${DEFAULT-VALUE}.")
  private Scan scan = Scan.AUTO;

  @Option(
      names = "--ef",
      paramLabel = "N",
      description = "Width of the walk through the graph: more finds more and takes longer.")
  private int efSearch;

  @Option(
      names = "--fusion",
      paramLabel = "FUSION",
      description =
          "How a hybrid search joins its two lists: rrf (by rank) or linear (by score). Default: rrf.")
  private Kind fusion = Kind.RRF;

  @Option(
      names = "--weights",
      paramLabel = "PART=WEIGHT",
      split = ",",
      description = "What each list of a hybrid search counts. Default: dense=1,lexical=1.")
  private Map<ScoreComponent, Double> weights = new EnumMap<>(ScoreComponent.class);

  @Option(
      names = "--rrf-k",
      paramLabel = "K",
      description = "Constant of rrf: the greater, the less the first ranks count. Default: 60.")
  private @Nullable Double rrfK;

  @Option(
      names = "--diversity",
      paramLabel = "SHARE",
      description = "0 to 1: how far each hit must differ from those above it (MMR). Default: 0.")
  private double diversity;

  @Option(
      names = "--min-score",
      paramLabel = "PART=SCORE",
      description =
          "Leave out hits below it: dense=0.3 (cosine), lexical=2 (BM25), fused=0.01; repeat it for more parts.")
  private Map<ScoreComponent, Double> minScores = new EnumMap<>(ScoreComponent.class);

  /** How lists are joined. */
  enum Kind {
    RRF,
    LINEAR
  }

  SearchDepth depth() {
    return new SearchDepth(candidates, scan, efSearch);
  }

  Ranking ranking() {
    MinScores least =
        new MinScores(
            minScores.get(ScoreComponent.DENSE),
            minScores.get(ScoreComponent.LEXICAL),
            minScores.get(ScoreComponent.FUSED));
    return new Ranking(fusion(), diversity, least);
  }

  private Fusion fusion() {
    if (weights.containsKey(ScoreComponent.FUSED)) {
      throw SemblanceException.invalid("--weights must be of dense and lexical, got: fused");
    }
    Fusion.Weights both =
        new Fusion.Weights(
            weights.getOrDefault(ScoreComponent.DENSE, 1.0),
            weights.getOrDefault(ScoreComponent.LEXICAL, 1.0));
    if (fusion == Kind.RRF) {
      return new Fusion.ReciprocalRank(
          rrfK == null ? Fusion.ReciprocalRank.DEFAULT.k() : rrfK, both);
    }
    if (rrfK != null) {
      throw SemblanceException.invalid("--rrf-k is of --fusion rrf; linear has no such constant");
    }
    return new Fusion.Linear(both);
  }
}
