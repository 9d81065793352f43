package io.semblance.index;

import io.semblance.error.SemblanceException;

/**
 * How candidates are put in order.
 *
 * @param fusion how a hybrid search joins its components
 * @param diversity 0 to rank by score alone; up to 1, the more the less two neighbours in the
 *     ranking may resemble each other (maximal marginal relevance with lambda = 1 - diversity)
 * @param minScores what hits must reach
 */
public record Ranking(Fusion fusion, double diversity, MinScores minScores) {
  /** By reciprocal ranks, without diversity and bounds. */
  public static final Ranking DEFAULT =
      new Ranking(Fusion.ReciprocalRank.DEFAULT, 0, MinScores.NONE);

  public Ranking {
    if (!(diversity >= 0 && diversity <= 1)) {
      throw SemblanceException.invalid("diversity must be between 0 and 1, got: " + diversity);
    }
  }

  public Ranking withFusion(Fusion other) {
    return new Ranking(other, diversity, minScores);
  }

  public Ranking withDiversity(double other) {
    return new Ranking(fusion, other, minScores);
  }

  public Ranking withMinScores(MinScores other) {
    return new Ranking(fusion, diversity, other);
  }
}
