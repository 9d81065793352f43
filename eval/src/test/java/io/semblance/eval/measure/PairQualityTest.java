package io.semblance.eval.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.error.SemblanceException;
import io.semblance.eval.measure.GoldPairs.IdPair;
import java.util.List;
import org.junit.jupiter.api.Test;

class PairQualityTest {
  private static final List<String> IDS = List.of("a", "b", "c", "d", "e");

  private static GoldPairs gold(String... pairs) {
    return GoldPairs.of(
        IDS,
        List.of(pairs).stream()
            .map(pair -> new IdPair(pair.substring(0, 1), pair.substring(1)))
            .toList());
  }

  /** Takes pairs with scores .9, .8, ... */
  private static PairQuality quality(GoldPairs gold, String... mined) {
    PairQuality.Walk walk = PairQuality.walk(gold);
    for (int i = 0; i < mined.length; i++) {
      walk.add(
          IDS.indexOf(mined[i].substring(0, 1)), IDS.indexOf(mined[i].substring(1)), 0.9 - 0.1 * i);
    }
    return walk.quality();
  }

  @Test
  void matchesValuesWorkedByHand() {
    PairQuality quality = quality(gold("ab", "cd", "ae"), "ab", "ac", "dc", "be");
    // gold at 1 and 3: precisions 1/1 and 2/3, of 3 gold pairs
    assertThat(quality.averagePrecision()).isCloseTo((1 + 2 / 3.0) / 3, within(1e-12));
    // F1 at 1: 2 * 1 * (1/3) / (4/3) = 1/2; at 3: precision 2/3, recall 2/3
    assertThat(quality.f1()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(quality.precision()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(quality.recall()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(quality.threshold()).isCloseTo(0.65, within(1e-12));
    assertThat(quality.pairs()).isEqualTo(4);
    assertThat(quality.found()).isEqualTo(2);
    assertThat(quality.gold()).isEqualTo(3);
  }

  @Test
  void theThresholdAfterTheLastPairIsItsScore() {
    PairQuality quality = quality(gold("ab", "cd"), "ab", "cd");
    assertThat(quality.averagePrecision()).isEqualTo(1);
    assertThat(quality.f1()).isEqualTo(1);
    assertThat(quality.threshold()).isEqualTo(0.8);
  }

  @Test
  void theFirstOfEquallyGoodPlacesCounts() {
    // F1 at 1: 2 * 1 * (1/3) / (4/3) = 1/2; at 5: precision 2/5, recall 2/3, F1 = 1/2
    PairQuality quality = quality(gold("ab", "cd", "ae"), "ab", "ac", "ad", "bc", "cd");
    assertThat(quality.f1()).isCloseTo(0.5, within(1e-12));
    assertThat(quality.precision()).isEqualTo(1);
    assertThat(quality.threshold()).isCloseTo(0.85, within(1e-12));
  }

  @Test
  void nothingFoundIsZero() {
    assertThat(quality(gold("ab"), "ac")).isEqualTo(new PairQuality(0, 0, 0, 0, 0, 1, 0, 1));
    assertThat(quality(gold("ab"))).isEqualTo(new PairQuality(0, 0, 0, 0, 0, 0, 0, 1));
    assertThat(quality(gold(), "ab")).isEqualTo(new PairQuality(0, 0, 0, 0, 0, 1, 0, 0));
  }

  @Test
  void pairsMustComeBestFirst() {
    PairQuality.Walk walk = PairQuality.walk(gold("ab"));
    walk.add(0, 1, 0.5);
    walk.add(0, 2, 0.5);
    assertThatThrownBy(() -> walk.add(1, 2, 0.6))
        .hasMessage("pairs must come best first, got: 0.6 after 0.5");
    assertThatThrownBy(() -> walk.add(1, 2, Double.NaN))
        .hasMessage("pairs must come best first, got: NaN after 0.5");
  }

  @Test
  void aGoldPairCountsOnceAndEitherWayRound() {
    GoldPairs gold = gold("ab", "ba", "ab", "ax");
    assertThat(gold.count()).isEqualTo(1);
    assertThat(gold.unknown()).isEqualTo(1);
    assertThat(gold.contains(1, 0)).isTrue();
    assertThat(gold.contains(0, 2)).isFalse();
  }

  @Test
  void duplicatesOfDuplicatesAreDuplicatesWhereAsked() {
    GoldPairs closed = gold("ab", "bc", "de").closed();
    assertThat(closed.count()).isEqualTo(4);
    assertThat(closed.contains(0, 2)).isTrue();
    assertThat(closed.contains(2, 3)).isFalse();
    assertThat(gold().closed().count()).isZero();
  }

  @Test
  void aPairOfOneIdIsRefused() {
    assertThatThrownBy(() -> gold("aa"))
        .isInstanceOf(SemblanceException.class)
        .hasMessage("a gold pair needs two ids, got twice: a");
  }
}
