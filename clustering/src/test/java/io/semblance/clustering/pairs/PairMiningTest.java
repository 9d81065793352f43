package io.semblance.clustering.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.clustering.UniqueRows;
import io.semblance.error.SemblanceException;
import io.semblance.progress.Progress;
import io.semblance.vectors.EmbeddingMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PairMiningTest {
  private static final double ROUNDING = 1e-12;
  private static final MiningOptions ONE_THREAD = MiningOptions.DEFAULT.withThreads(1);

  private static List<Pair> mine(
      float[][] rows, MiningOptions options, Function<PairMining, Pairs> mode) {
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(rows);
        Pairs pairs = mode.apply(PairMining.of(UniqueRows.of(matrix), options))) {
      return read(pairs);
    }
  }

  private static List<Pair> read(Pairs pairs) {
    List<Pair> found = pairs.stream().toList();
    assertThat(pairs.count()).isEqualTo(found.size());
    assertThat(found).isSortedAccordingTo(AllPairs.ORDER).doesNotHaveDuplicates();
    return found;
  }

  private static Function<PairMining, Pairs> above(double minScore) {
    return mining -> mining.above(minScore, Progress.NONE);
  }

  private static Function<PairMining, Pairs> top(long count) {
    return mining -> mining.top(count, Progress.NONE);
  }

  /** Sums in another order may differ in the last bits of a double. */
  private static void assertSamePairs(List<Pair> found, List<Pair> expected) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i).first()).isEqualTo(expected.get(i).first());
      assertThat(found.get(i).second()).isEqualTo(expected.get(i).second());
      assertThat(Math.abs(found.get(i).score() - expected.get(i).score())).isLessThan(ROUNDING);
    }
  }

  private static List<Pair> expected(float[][] rows, double minScore) {
    return AllPairs.sorted(rows).stream().filter(pair -> pair.score() >= minScore).toList();
  }

  @ParameterizedTest
  @CsvSource({"300,0.3", "300,0.7", "300,0.95", "300,1", "1100,0.8", "40,-1"})
  void findsAllPairsAboveAScore(int count, double minScore) {
    float[][] rows = UnitRows.clustered(count, 19, 1);
    assertSamePairs(mine(rows, ONE_THREAD, above(minScore)), expected(rows, minScore));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 7, 1000, 44_850, 100_000})
  void findsTheClosestPairsOfAll(long count) {
    float[][] rows = UnitRows.clustered(300, 19, 1);
    List<Pair> closest = AllPairs.sorted(rows).stream().limit(count).toList();
    List<Pair> found = mine(rows, ONE_THREAD, top(count));
    assertThat(found).hasSameSizeAs(closest);
    for (int i = 0; i < found.size(); i++) { // which of equal ones remain is another matter
      assertThat(Math.abs(found.get(i).score() - closest.get(i).score())).isLessThan(ROUNDING);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void threadsDoNotChangeABit(int threads) {
    float[][] rows = UnitRows.clustered(1200, 33, 6);
    MiningOptions options = MiningOptions.DEFAULT.withThreads(threads);
    assertThat(mine(rows, options, above(0.6))).isEqualTo(mine(rows, ONE_THREAD, above(0.6)));
    assertThat(mine(rows, options, top(777))).isEqualTo(mine(rows, ONE_THREAD, top(777)));
    assertThat(mine(rows, options.withMaxPairs(500), above(0.2)))
        .isEqualTo(mine(rows, ONE_THREAD.withMaxPairs(500), above(0.2)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theOrderOfTheInputDoesNotChangeABit(long seed) {
    float[][] rows = UnitRows.clustered(700, 33, 6);
    List<Integer> order = new ArrayList<>(IntStream.range(0, rows.length).boxed().toList());
    Collections.shuffle(order, new Random(seed));
    float[][] shuffled = order.stream().map(row -> rows[row]).toArray(float[][]::new);

    List<Pair> found = mine(shuffled, ONE_THREAD, above(0.6));

    List<Pair> moved =
        found.stream().map(pair -> moved(pair, order)).sorted(AllPairs.ORDER).toList();
    assertThat(moved).isEqualTo(mine(rows, ONE_THREAD, above(0.6)));
  }

  private static Pair moved(Pair pair, List<Integer> order) {
    int a = order.get(pair.first());
    int b = order.get(pair.second());
    return new Pair(Math.min(a, b), Math.max(a, b), pair.score());
  }

  @Test
  void theOrderOfTheInputDoesNotChangeWhichOfEqualPairsRemain() {
    float[][] rows = new float[60][60];
    IntStream.range(0, 60).forEach(i -> rows[i][i] = 1);
    float[][] reversed = rows.clone();
    Collections.reverse(Arrays.asList(reversed));
    List<Pair> found = mine(rows, ONE_THREAD, top(100));
    assertThat(found).hasSize(100).allMatch(pair -> pair.score() == 0);
    List<Integer> back = IntStream.range(0, 60).map(i -> 59 - i).boxed().toList();
    assertThat(mine(reversed, ONE_THREAD, top(100)).stream().map(pair -> moved(pair, back)))
        .containsExactlyInAnyOrderElementsOf(found);
  }

  @Test
  void copiesArePairsOfScoreOneInEveryCombination() {
    float[] east = {1, 0};
    float[] north = {0, 1};
    float[] between = {0.6f, 0.8f};
    float[][] rows = {north, east, between, east, north, east};
    List<Pair> found = mine(rows, ONE_THREAD, above(0.7));
    double near = (double) 0.8f;
    assertThat(found)
        .containsExactly(
            new Pair(0, 4, 1),
            new Pair(1, 3, 1),
            new Pair(1, 5, 1),
            new Pair(3, 5, 1),
            new Pair(0, 2, near),
            new Pair(2, 4, near));
  }

  @Test
  void combinationsOfEqualScoreComeInTheOrderOfTheirRows() {
    float[][] rows = new float[30][4];
    IntStream.range(0, 30).forEach(i -> rows[i][i * 7 % 4] = 1);
    assertSamePairs(mine(rows, ONE_THREAD, above(-1)), AllPairs.sorted(rows));
  }

  @ParameterizedTest
  @CsvSource({"1", "100", "4999", "1000000"})
  void aCapKeepsTheBestOfManyCopies(long maxPairs) {
    float[][] rows = new float[4000][];
    Arrays.fill(rows, new float[] {1, 0});
    rows[1234] = new float[] {0.8f, 0.6f};
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(rows);
        Pairs pairs =
            PairMining.of(UniqueRows.of(matrix), ONE_THREAD.withMaxPairs(maxPairs))
                .above(0, Progress.NONE)) {
      assertThat(pairs.truncated()).isTrue();
      assertThat(pairs.count()).isEqualTo(maxPairs);
      assertThat(pairs.stream().limit(4000)).allMatch(pair -> pair.score() == 1);
      assertThat(pairs.stream().count()).isEqualTo(maxPairs);
      assertThat(pairs.iterator().next()).isEqualTo(new Pair(0, 1, 1));
    }
  }

  @Test
  void aCapThatIsJustReachedDoesNotTruncate() {
    float[][] rows = UnitRows.clustered(50, 8, 3);
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(rows)) {
      UniqueRows unique = UniqueRows.of(matrix);
      try (Pairs all =
              PairMining.of(unique, ONE_THREAD.withMaxPairs(1225)).above(-1, Progress.NONE);
          Pairs lessOne =
              PairMining.of(unique, ONE_THREAD.withMaxPairs(1224)).above(-1, Progress.NONE)) {
        assertThat(all.count()).isEqualTo(1225);
        assertThat(all.truncated()).isFalse();
        assertThat(lessOne.count()).isEqualTo(1224);
        assertThat(lessOne.truncated()).isTrue();
      }
    }
  }

  @Test
  void onlyPairsWithNewRowsAreFound() {
    float[][] rows = UnitRows.clustered(900, 12, 5);
    BitSet newRows = new BitSet();
    new Random(1).ints(150, 0, rows.length).forEach(newRows::set);
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(rows)) {
      PairMining mining = PairMining.since(UniqueRows.of(matrix), newRows, ONE_THREAD);
      AtomicLong done = new AtomicLong();
      try (Pairs pairs = mining.above(0.7, done::set)) {
        assertSamePairs(
            read(pairs),
            expected(rows, 0.7).stream()
                .filter(pair -> newRows.get(pair.first()) || newRows.get(pair.second()))
                .toList());
      }
      assertThat(done).hasValue(mining.products());
      assertThat(mining.products()).isLessThan(900L * 899 / 2 / 2);
    }
  }

  @Test
  void newRowsThatAreNotThereAreRefused() {
    BitSet newRows = new BitSet();
    newRows.set(2);
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(new float[][] {{1, 0}, {0, 1}})) {
      UniqueRows rows = UniqueRows.of(matrix);
      assertThatThrownBy(() -> PairMining.since(rows, newRows, ONE_THREAD))
          .isInstanceOf(SemblanceException.class)
          .hasMessage("new rows must be rows of the matrix, which has 2, got: 2");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void fewRowsHaveFewPairs(int count) {
    try (EmbeddingMatrix matrix = EmbeddingMatrix.allocate(count, 2)) {
      IntStream.range(0, count).forEach(i -> matrix.setRow(i, new float[] {i, 1 - i}));
      PairMining mining = PairMining.of(UniqueRows.of(matrix), MiningOptions.DEFAULT);
      try (Pairs above = mining.above(-1, Progress.NONE);
          Pairs top = mining.top(5, Progress.NONE)) {
        assertThat(read(above)).hasSize(Math.max(0, count - 1));
        assertThat(read(top)).hasSize(Math.max(0, count - 1));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, 1.001, -2})
  void aScoreThatIsNoCosineIsRefused(double minScore) {
    assertThatThrownBy(() -> mine(UnitRows.clustered(3, 4, 1), ONE_THREAD, above(minScore)))
        .isInstanceOf(SemblanceException.class)
        .hasMessage("minScore must be in [-1, 1], got: " + minScore);
  }

  @Test
  void moreThanTheCapIsRefusedAsACount() {
    assertThatThrownBy(() -> mine(UnitRows.clustered(3, 4, 1), ONE_THREAD.withMaxPairs(9), top(10)))
        .isInstanceOf(SemblanceException.class)
        .hasMessage("count must be at least 1 and at most maxPairs, 9, got: 10");
  }

  @Test
  void theEstimateCountsWhatIsDone() {
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(UnitRows.clustered(500, 16, 2))) {
      UniqueRows rows = UniqueRows.of(matrix);
      PairMining mining = PairMining.of(rows, ONE_THREAD);
      long products = (long) rows.count() * (rows.count() - 1) / 2;
      AtomicLong done = new AtomicLong();
      mining.above(0.9, done::set).close();
      MiningEstimate estimate = mining.estimate();
      assertThat(done).hasValue(products);
      assertThat(estimate.products()).isEqualTo(products);
      assertThat(estimate.operations()).isEqualTo(2.0 * products * 16);
      assertThat(estimate.bytes()).isGreaterThan(4L * rows.count() * 16);
      assertThat(estimate.seconds()).isPositive().isFinite();
    }
  }
}
