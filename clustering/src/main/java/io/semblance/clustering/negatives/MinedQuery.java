package io.semblance.clustering.negatives;

import io.semblance.vectors.Scored;
import java.util.List;

/**
 * What was found for a query. Passages are numbers in {@link TrainingPairs#corpus}.
 *
 * @param query number in {@link TrainingPairs#queries}
 * @param positives its own passages, in the order of its pairs
 * @param negatives best first; fewer than asked for where the options leave no more
 * @param dropped how many candidates each option dropped
 */
public record MinedQuery(
    int query, List<Scored> positives, List<Scored> negatives, Dropped dropped) {
  public MinedQuery {
    positives = List.copyOf(positives);
    negatives = List.copyOf(negatives);
  }

  /**
   * How many candidates each option dropped; one that several would drop counts for the first.
   *
   * @param byAbsoluteMargin too near to the positives
   * @param byRelativeMargin too near to the positives, by share
   * @param byMaxScore too good
   * @param byMinScore too bad
   */
  public record Dropped(
      long byAbsoluteMargin, long byRelativeMargin, long byMaxScore, long byMinScore) {
    /** The sum of both. */
    public Dropped plus(Dropped other) {
      return new Dropped(
          byAbsoluteMargin + other.byAbsoluteMargin,
          byRelativeMargin + other.byRelativeMargin,
          byMaxScore + other.byMaxScore,
          byMinScore + other.byMinScore);
    }
  }
}
