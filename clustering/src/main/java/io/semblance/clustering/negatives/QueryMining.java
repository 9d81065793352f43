package io.semblance.clustering.negatives;

import io.semblance.clustering.negatives.HardNegativeOptions.Sampling;
import io.semblance.vectors.Scored;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Chooses the negatives of a query among its candidates. */
final class QueryMining {
  private static final Comparator<Scored> BEST_FIRST =
      Comparator.comparingDouble((Scored scored) -> -scored.score())
          .thenComparingInt(Scored::ordinal);
  private static final long PRIME = 0x100000001B3L; // of FNV-1a, 64 bit

  private final TrainingPairs pairs;
  private final HardNegativeOptions options;
  private final PassageScores scores;
  private final long lastRank;

  QueryMining(TrainingPairs pairs, HardNegativeOptions options, PassageScores scores) {
    this.pairs = pairs;
    this.options = options;
    this.scores = scores;
    this.lastRank = options.lastRank(pairs.maxPositives());
  }

  MinedQuery mine(int query, List<Integer> candidates) {
    List<Scored> positives = scores.scored(query, pairs.positives(query));
    List<Scored> rest = new ArrayList<>(scores.scored(query, candidates));
    if (!options.includesPositives()) {
      Set<Integer> own = new HashSet<>(pairs.positives(query));
      rest.removeIf(candidate -> own.contains(candidate.ordinal()));
    }
    MinedQuery.Dropped dropped = drop(rest, worst(positives));
    rest.sort(BEST_FIRST);
    int end = (int) Math.min(lastRank, rest.size());
    List<Scored> range = rest.subList(Math.min(options.rangeMin(), end), end);
    return new MinedQuery(query, positives, chosen(query, range), dropped);
  }

  private static float worst(List<Scored> positives) {
    return (float) positives.stream().mapToDouble(Scored::score).min().orElseThrow();
  }

  /** In the precision of the scores, so that a score of 0.7 is not below 0.7. */
  private MinedQuery.Dropped drop(List<Scored> rest, float positive) {
    Double absolute = options.absoluteMargin();
    Double relative = options.relativeMargin();
    Double most = options.maxScore();
    Double least = options.minScore();
    int all = rest.size();
    rest.removeIf(
        candidate -> absolute != null && candidate.score() + absolute.floatValue() > positive);
    int afterAbsolute = rest.size();
    rest.removeIf(
        candidate ->
            relative != null
                && candidate.score() > positive - Math.abs(positive) * relative.floatValue());
    int afterRelative = rest.size();
    rest.removeIf(candidate -> most != null && candidate.score() > most.floatValue());
    int afterMost = rest.size();
    rest.removeIf(candidate -> least != null && candidate.score() < least.floatValue());
    return new MinedQuery.Dropped(
        all - afterAbsolute,
        afterAbsolute - afterRelative,
        afterRelative - afterMost,
        afterMost - rest.size());
  }

  private List<Scored> chosen(int query, List<Scored> range) {
    int count = Math.min(options.negatives(), range.size());
    if (options.sampling() == Sampling.TOP || count == range.size()) {
      return range.subList(0, count);
    }
    List<Scored> drawn = new ArrayList<>(range);
    SplittableRandom random = new SplittableRandom(seedOf(pairs.queries().get(query)));
    for (int i = 0; i < count; i++) {
      int other = i + random.nextInt(drawn.size() - i);
      Scored swapped = drawn.set(other, drawn.get(i));
      drawn.set(i, swapped);
    }
    return drawn.subList(0, count).stream().sorted(BEST_FIRST).toList();
  }

  /** By the query's text, so that what is drawn for it does not depend on where it stands. */
  private long seedOf(String query) {
    long hash = options.seed();
    for (int i = 0; i < query.length(); i++) {
      hash = (hash ^ query.charAt(i)) * PRIME;
    }
    return hash;
  }
}
