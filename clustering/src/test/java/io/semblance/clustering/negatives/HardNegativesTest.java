package io.semblance.clustering.negatives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.clustering.negatives.HardNegativeOptions.Sampling;
import io.semblance.error.SemblanceException;
import io.semblance.progress.Progress;
import io.semblance.vectors.EmbeddingMatrix;
import io.semblance.vectors.Scored;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Expected values follow from the semantics by hand; queries point east, so cosines are given. */
class HardNegativesTest {
  private static final int THREADS = 2;
  private static final HardNegativeOptions DEFAULT = HardNegativeOptions.DEFAULT;

  /** Texts are the cosines of their vectors with every query. */
  private static final TrainingPairs ONE_POSITIVE =
      TrainingPairs.of(
          List.of("q"),
          List.of("0.8"),
          List.of("0.95", "0.9", "0.85", "0.75", "0.7", "0.6", "0.5", "0.3", "-0.2"));

  private static final TrainingPairs TWO_POSITIVES =
      TrainingPairs.of(
          List.of("a", "b", "a"),
          List.of("0.8", "0.7", "0.6"),
          List.of("0.9", "0.65", "0.55", "0.5", "0.45"));

  private static HardNegatives mine(TrainingPairs pairs, HardNegativeOptions options) {
    return mine(pairs, options, null);
  }

  private static HardNegatives mine(
      TrainingPairs pairs, HardNegativeOptions options, @Nullable PassageScorer scorer) {
    float[][] queries =
        pairs.queries().stream().map(query -> new float[] {1, 0}).toArray(float[][]::new);
    float[][] corpus =
        pairs.corpus().stream().map(HardNegativesTest::vector).toArray(float[][]::new);
    try (EmbeddingMatrix queryRows = EmbeddingMatrix.copyOf(queries);
        EmbeddingMatrix corpusRows = EmbeddingMatrix.copyOf(corpus)) {
      return HardNegatives.mine(
          pairs, queryRows, corpusRows, options, scorer, THREADS, Progress.NONE);
    }
  }

  private static float[] vector(String cosine) {
    double x = Double.parseDouble(cosine);
    return new float[] {(float) x, (float) Math.sqrt(1 - x * x)};
  }

  private static List<String> negatives(HardNegatives mined, TrainingPairs pairs, int query) {
    return mined.queries().get(query).negatives().stream()
        .map(negative -> pairs.corpus().get(negative.ordinal()))
        .toList();
  }

  private static List<String> negatives(HardNegativeOptions options) {
    return negatives(mine(ONE_POSITIVE, options), ONE_POSITIVE, 0);
  }

  private static List<Map<String, Object>> rows(
      TrainingPairs pairs, HardNegativeOptions options, boolean withScores) {
    return mine(pairs, options).examples().stream()
        .map(example -> example.columns(pairs, withScores))
        .toList();
  }

  @Test
  void theBestOthersAreTheNegatives() {
    assertThat(negatives(DEFAULT)).containsExactly("0.95", "0.9", "0.85");
    assertThat(mine(ONE_POSITIVE, DEFAULT).queries().get(0).negatives())
        .containsExactly(new Scored(0, 0.95f), new Scored(1, 0.9f), new Scored(2, 0.85f));
    assertThat(mine(ONE_POSITIVE, DEFAULT).queries().get(0).positives())
        .containsExactly(new Scored(9, 0.8f));
  }

  @Test
  void aRangePassesOverTheBestAndEndsAtARank() {
    assertThat(negatives(DEFAULT.withRange(1, null))).containsExactly("0.9", "0.85", "0.75");
    assertThat(negatives(DEFAULT.withRange(3, 5))).containsExactly("0.75", "0.7");
    assertThat(negatives(DEFAULT.withRange(20, null))).isEmpty();
  }

  @Test
  void anAbsoluteMarginDropsWhatComesNearToThePositive() {
    HardNegativeOptions options = DEFAULT.withMargins(0.05, null);
    assertThat(negatives(options)).containsExactly("0.75", "0.7", "0.6");
    assertThat(mine(ONE_POSITIVE, options).dropped()).isEqualTo(new MinedQuery.Dropped(3, 0, 0, 0));
  }

  @Test
  void aRelativeMarginDropsAShareOfThePositive() {
    // 0.8 - 0.8 * 0.1 = 0.72
    assertThat(negatives(DEFAULT.withMargins(null, 0.1))).containsExactly("0.7", "0.6", "0.5");
    TrainingPairs negative =
        TrainingPairs.of(List.of("q"), List.of("-0.5"), List.of("-0.4", "-0.52", "-0.6"));
    // -0.5 - 0.5 * 0.1 = -0.55
    assertThat(negatives(mine(negative, DEFAULT.withMargins(null, 0.1)), negative, 0))
        .containsExactly("-0.6");
  }

  @Test
  void scoresAreBoundedInclusively() {
    HardNegativeOptions options = DEFAULT.withScores(0.7, 0.85);
    assertThat(negatives(options)).containsExactly("0.85", "0.75", "0.7");
    assertThat(mine(ONE_POSITIVE, options).dropped()).isEqualTo(new MinedQuery.Dropped(0, 0, 2, 4));
  }

  @Test
  void theRangeIsCountedAfterDropping() {
    assertThat(negatives(DEFAULT.withMargins(0.05, null).withRange(1, null)))
        .containsExactly("0.7", "0.6", "0.5");
  }

  @Test
  void theMarginIsTakenFromTheWorstOfTheQuerysOwnPositives() {
    HardNegatives mined = mine(TWO_POSITIVES, DEFAULT.withMargins(0.04, null));
    // a: 0.6 - 0.04; b: 0.7 - 0.04, and the positives of a are passages like others
    assertThat(negatives(mined, TWO_POSITIVES, 0)).containsExactly("0.55", "0.5", "0.45");
    assertThat(negatives(mined, TWO_POSITIVES, 1)).containsExactly("0.65", "0.6", "0.55");
  }

  @Test
  void byDefaultAsManyRanksAreLookedAtAsAreLikelyNeeded() {
    assertThat(DEFAULT.lastRank(2)).isEqualTo(5);
    assertThat(DEFAULT.withRange(4, null).lastRank(2)).isEqualTo(9);
    assertThat(DEFAULT.withRange(4, null).withScores(null, 0.9).lastRank(2)).isEqualTo(36);
    assertThat(DEFAULT.withScores(0.1, null).lastRank(2)).isEqualTo(5);
    assertThat(DEFAULT.withRange(4, 6).withMargins(0.1, null).lastRank(2)).isEqualTo(6);
  }

  @Test
  void tripletsRepeatNegativesForEachPositive() {
    HardNegativeOptions options = DEFAULT.withNegatives(2, Sampling.TOP, 42);
    assertThat(rows(TWO_POSITIVES, options, false))
        .containsExactly(
            Map.of("query", "a", "positive", "0.8", "negative", "0.9"),
            Map.of("query", "a", "positive", "0.8", "negative", "0.7"),
            Map.of("query", "a", "positive", "0.6", "negative", "0.9"),
            Map.of("query", "a", "positive", "0.6", "negative", "0.7"),
            Map.of("query", "b", "positive", "0.7", "negative", "0.9"),
            Map.of("query", "b", "positive", "0.7", "negative", "0.8"));
    assertThat(rows(TWO_POSITIVES, options, true).get(0))
        .containsExactly(
            Map.entry("query", "a"),
            Map.entry("positive", "0.8"),
            Map.entry("negative", "0.9"),
            Map.entry("positive_score", 0.8f),
            Map.entry("negative_score", 0.9f));
  }

  @Test
  void tuplesAreOnlyMadeWithAllNegatives() {
    HardNegativeOptions options =
        DEFAULT.withNegatives(2, Sampling.TOP, 42).withFormat(ExampleFormat.N_TUPLE, false);
    assertThat(rows(TWO_POSITIVES, options.withMargins(0.09, null), true))
        .containsExactly(
            Map.of(
                "query", "a",
                "positive", "0.8",
                "negative_1", "0.5",
                "negative_2", "0.45",
                "score", List.of(0.8f, 0.5f, 0.45f)),
            Map.of(
                "query", "a",
                "positive", "0.6",
                "negative_1", "0.5",
                "negative_2", "0.45",
                "score", List.of(0.6f, 0.5f, 0.45f)),
            Map.of(
                "query", "b",
                "positive", "0.7",
                "negative_1", "0.6",
                "negative_2", "0.55",
                "score", List.of(0.7f, 0.6f, 0.55f)));
    HardNegatives narrow = mine(TWO_POSITIVES, options.withMargins(0.12, null));
    assertThat(narrow.examples()).hasSize(1); // a has only 0.45 left
    assertThat(narrow.missing()).isEqualTo(1);
  }

  @Test
  void labeledPairsHaveEachPassageOnce() {
    HardNegativeOptions options =
        DEFAULT.withNegatives(1, Sampling.TOP, 42).withFormat(ExampleFormat.LABELED_PAIR, false);
    assertThat(rows(TWO_POSITIVES, options, true))
        .containsExactly(
            Map.of("query", "a", "passage", "0.8", "label", 1, "score", 0.8f),
            Map.of("query", "a", "passage", "0.6", "label", 1, "score", 0.6f),
            Map.of("query", "a", "passage", "0.9", "label", 0, "score", 0.9f),
            Map.of("query", "b", "passage", "0.7", "label", 1, "score", 0.7f),
            Map.of("query", "b", "passage", "0.9", "label", 0, "score", 0.9f));
  }

  @Test
  void labeledListsHaveOnePositiveFirst() {
    HardNegativeOptions options =
        DEFAULT
            .withNegatives(2, Sampling.TOP, 42)
            .withFormat(ExampleFormat.LABELED_LIST, false)
            .withMargins(0.12, null);
    assertThat(rows(TWO_POSITIVES, options, true))
        .containsExactly(
            Map.of(
                "query", "a",
                "passages", List.of("0.8", "0.45"),
                "labels", List.of(1, 0),
                "scores", List.of(0.8f, 0.45f)),
            Map.of(
                "query", "a",
                "passages", List.of("0.6", "0.45"),
                "labels", List.of(1, 0),
                "scores", List.of(0.6f, 0.45f)),
            Map.of(
                "query", "b",
                "passages", List.of("0.7", "0.55", "0.5"),
                "labels", List.of(1, 0, 0),
                "scores", List.of(0.7f, 0.55f, 0.5f)));
    assertThat(rows(TWO_POSITIVES, options.withMargins(2.0, null), false)).isEmpty();
  }

  @Test
  void positivesAreRankedWithTheOthersWhereAsked() {
    HardNegativeOptions options =
        DEFAULT.withNegatives(4, Sampling.TOP, 42).withFormat(ExampleFormat.N_TUPLE, true);
    assertThat(negatives(options)).containsExactly("0.95", "0.9", "0.85", "0.8");
  }

  @Test
  void randomNegativesAreOfTheRangeAndTheSameForASeed() {
    Set<List<String>> drawn = new HashSet<>();
    Set<String> seen = new HashSet<>();
    for (long seed = 0; seed < 40; seed++) {
      HardNegativeOptions options = DEFAULT.withRange(1, 5).withNegatives(2, Sampling.RANDOM, seed);
      List<String> negatives = negatives(options);
      assertThat(negatives).hasSize(2).doesNotHaveDuplicates().isEqualTo(negatives(options));
      assertThat(negatives).isSortedAccordingTo(Comparator.reverseOrder());
      drawn.add(negatives);
      seen.addAll(negatives);
    }
    assertThat(drawn).hasSizeGreaterThan(3);
    assertThat(seen).containsExactlyInAnyOrder("0.9", "0.85", "0.75", "0.7");
  }

  @Test
  void aScorerCountsInsteadOfCosinesWhereMarginsAreAsked() {
    List<String> asked = new ArrayList<>();
    PassageScorer scorer =
        (query, passages) -> {
          asked.add(query);
          float[] scores = new float[passages.size()];
          for (int i = 0; i < scores.length; i++) {
            scores[i] = 10 - 10 * Math.abs(Float.parseFloat(passages.get(i)));
          }
          return scores;
        };
    // scores: -0.2 8, 0.3 7, 0.5 5, 0.6 4, ... and 2 for the positive 0.8
    HardNegatives mined = mine(ONE_POSITIVE, DEFAULT.withScores(null, 5.5), scorer);
    assertThat(negatives(mined, ONE_POSITIVE, 0)).containsExactly("0.5", "0.6", "0.7");
    assertThat(mined.queries().get(0).positives()).containsExactly(new Scored(9, 10 - 10 * 0.8f));
    assertThat(asked).isNotEmpty();

    asked.clear();
    assertThat(negatives(mine(ONE_POSITIVE, DEFAULT, scorer), ONE_POSITIVE, 0))
        .containsExactly("0.95", "0.9", "0.85");
    assertThat(asked).isEmpty();
    assertThatThrownBy(
            () -> mine(ONE_POSITIVE, DEFAULT.withScores(null, 0.9), (query, texts) -> new float[0]))
        .hasMessage("a scorer must give a score for each of 1 passages, got: 0");
  }

  @Test
  void equalTextsAreOne() {
    TrainingPairs pairs =
        TrainingPairs.of(List.of("a", "b", "a"), List.of("x", "y", "y"), List.of("y", "z", "y"));
    assertThat(pairs.queries()).containsExactly("a", "b");
    assertThat(pairs.corpus()).containsExactly("y", "z", "x");
    assertThat(pairs.positives(0)).containsExactly(2, 0);
    assertThat(pairs.positives(1)).containsExactly(0);
    assertThat(pairs.maxPositives()).isEqualTo(2);
    assertThatThrownBy(() -> TrainingPairs.of(List.of("a"), List.of(), List.of()))
        .isInstanceOf(SemblanceException.class)
        .hasMessage("pairs need a query and a positive each, got: 1 queries and 0 positives");
  }

  @Test
  void candidatesAreThoseOfAllComparisons() {
    SplittableRandom random = new SplittableRandom(11);
    int passages = 1000;
    int queries = 301;
    try (EmbeddingMatrix queryRows = random(queries, random);
        EmbeddingMatrix corpusRows = random(passages, random)) {
      List<String> names = IntStream.range(0, passages).mapToObj(Integer::toString).toList();
      TrainingPairs pairs =
          TrainingPairs.of(
              IntStream.range(0, queries).mapToObj(query -> "q" + query).toList(),
              names.subList(0, queries),
              names);
      AtomicLong done = new AtomicLong();

      HardNegatives mined =
          HardNegatives.mine(pairs, queryRows, corpusRows, DEFAULT, THREADS, done::set);

      assertThat(done).hasValue(queries * passages);
      assertThat(HardNegatives.mine(pairs, queryRows, corpusRows, DEFAULT, 1, Progress.NONE))
          .isEqualTo(mined);
      for (MinedQuery query : mined.queries()) {
        assertThat(query.negatives().stream().map(Scored::ordinal))
            .containsExactlyElementsOf(nearest(queryRows, corpusRows, query.query()));
      }
    }
  }

  private static EmbeddingMatrix random(int rows, SplittableRandom random) {
    EmbeddingMatrix matrix = EmbeddingMatrix.allocate(rows, 16);
    for (int row = 0; row < rows; row++) {
      double[] values = random.doubles(16, -1, 1).toArray();
      double length =
          Math.sqrt(IntStream.range(0, 16).mapToDouble(k -> values[k] * values[k]).sum());
      float[] vector = new float[16];
      for (int k = 0; k < 16; k++) {
        vector[k] = (float) (values[k] / length);
      }
      matrix.setRow(row, vector);
    }
    return matrix;
  }

  private static List<Integer> nearest(EmbeddingMatrix queries, EmbeddingMatrix corpus, int query) {
    return IntStream.range(0, corpus.rows())
        .filter(passage -> passage != query)
        .boxed()
        .sorted(
            Comparator.comparingDouble(
                passage -> {
                  double sum = 0;
                  for (int k = 0; k < 16; k++) {
                    sum -= (double) queries.get(query, k) * corpus.get(passage, k);
                  }
                  return sum;
                }))
        .limit(3)
        .toList();
  }

  @Test
  void noPairsHaveNoNegatives() {
    try (EmbeddingMatrix none = EmbeddingMatrix.allocate(0, 2)) {
      TrainingPairs pairs = TrainingPairs.of(List.of(), List.of(), List.of());
      assertThat(HardNegatives.mine(pairs, none, none, DEFAULT, THREADS, Progress.NONE).queries())
          .isEmpty();
    }
    TrainingPairs alone = TrainingPairs.of(List.of("q"), List.of("0.5"), List.of());
    assertThat(mine(alone, DEFAULT).examples()).isEmpty();
    assertThat(mine(alone, DEFAULT).missing()).isEqualTo(3);
  }

  @Test
  void matricesThatDoNotFitAreRefused() {
    try (EmbeddingMatrix one = EmbeddingMatrix.copyOf(new float[][] {{1, 0}});
        EmbeddingMatrix wide = EmbeddingMatrix.copyOf(new float[][] {{1, 0, 0}})) {
      TrainingPairs pairs = TrainingPairs.of(List.of("q"), List.of("p"), List.of());
      assertThatThrownBy(
              () -> HardNegatives.mine(pairs, one, wide, DEFAULT, THREADS, Progress.NONE))
          .isInstanceOf(SemblanceException.class)
          .hasMessageContaining("dimension");
      TrainingPairs two = TrainingPairs.of(List.of("q"), List.of("p"), List.of("r"));
      assertThatThrownBy(() -> HardNegatives.mine(two, one, one, DEFAULT, THREADS, Progress.NONE))
          .hasMessage("each passage needs a row, got: 1 rows for 2");
    }
  }

  @Test
  void optionsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> DEFAULT.withRange(-1, null))
        .hasMessage("range_min must be at least 0, got: -1");
    assertThatThrownBy(() -> DEFAULT.withRange(3, 3))
        .hasMessage("range_max must be above range_min, which is 3, got: 3");
    assertThatThrownBy(() -> DEFAULT.withNegatives(0, Sampling.TOP, 1))
        .hasMessage("num_negatives must be at least 1, got: 0");
    assertThatThrownBy(() -> DEFAULT.withMargins(Double.NaN, null))
        .hasMessage("absolute_margin must be a finite number, got: NaN");
    assertThatThrownBy(() -> DEFAULT.withFormat(ExampleFormat.TRIPLET, true))
        .hasMessage(
            "include_positives needs the output format n-tuple, which keeps the order, got:"
                + " TRIPLET");
  }
}
