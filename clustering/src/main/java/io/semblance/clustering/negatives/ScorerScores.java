package io.semblance.clustering.negatives;

import io.semblance.vectors.Scored;
import java.util.List;
import java.util.stream.IntStream;

/** Scores that a scorer gives. */
record ScorerScores(TrainingPairs pairs, PassageScorer scorer) implements PassageScores {
  @Override
  public List<Scored> scored(int query, List<Integer> passages) {
    List<String> texts = passages.stream().map(pairs.corpus()::get).toList();
    float[] scores = scorer.scores(pairs.queries().get(query), texts);
    if (scores.length != texts.size()) {
      throw new IllegalArgumentException(
          "a scorer must give a score for each of "
              + texts.size()
              + " passages, got: "
              + scores.length);
    }
    for (float score : scores) {
      if (Float.isNaN(score)) {
        throw new IllegalArgumentException("a scorer must give numbers, got: NaN");
      }
    }
    return IntStream.range(0, scores.length)
        .mapToObj(i -> new Scored(passages.get(i), scores[i]))
        .toList();
  }
}
