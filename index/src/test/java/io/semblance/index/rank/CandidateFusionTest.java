package io.semblance.index.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.index.Fusion;
import io.semblance.index.Fusion.Linear;
import io.semblance.index.Fusion.ReciprocalRank;
import io.semblance.index.Fusion.Weights;
import io.semblance.index.rank.FusedCandidate.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CandidateFusionTest {
  private static final List<Candidate> DENSE =
      List.of(new Candidate(7, 0.9), new Candidate(3, 0.5), new Candidate(5, 0.1));
  private static final List<Candidate> LEXICAL = List.of(new Candidate(5, 12), new Candidate(9, 4));

  @Test
  void addsReciprocalRanksByWeight() {
    List<FusedCandidate> fused =
        CandidateFusion.fuse(new ReciprocalRank(60, new Weights(1, 0.5)), DENSE, LEXICAL);

    // 5: 1/63 + 0.5/61 = 0.024070; 7: 1/61 = 0.016393; 3: 1/62 = 0.016129; 9: 0.5/62 = 0.008065
    assertThat(fused).extracting(FusedCandidate::ordinal).containsExactly(5, 7, 3, 9);
    assertThat(fused.getFirst().score()).isCloseTo(0.024070, within(1e-6));
    assertThat(fused.get(3).score()).isCloseTo(0.008065, within(1e-6));
    assertThat(fused.getFirst().dense()).isEqualTo(new Place(3, 0.1, 1.0 / 63));
    assertThat(fused.getFirst().lexical()).isEqualTo(new Place(1, 12, 0.5 / 61));
    assertThat(fused.get(3).dense()).isNull();
  }

  @Test
  void addsNormalisedScoresByWeight() {
    List<FusedCandidate> fused =
        CandidateFusion.fuse(new Linear(new Weights(1, 0.75)), DENSE, LEXICAL);

    // 7: 1; 5: 0 + 0.75; 3: (0.5 - 0.1) / 0.8 = 0.5; 9: 0
    assertThat(fused).extracting(FusedCandidate::ordinal).containsExactly(7, 5, 3, 9);
    assertThat(fused)
        .extracting(FusedCandidate::score)
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : Double.compare(a, b))
        .containsExactly(1.0, 0.75, 0.5, 0.0);
  }

  @Test
  void equalScoresNormaliseToOne() {
    List<Candidate> equal = List.of(new Candidate(2, -3), new Candidate(1, -3));

    assertThat(CandidateFusion.fuse(new Linear(new Weights(2, 1)), equal, List.of()))
        .containsExactly(
            new FusedCandidate(1, 2, new Place(2, -3, 2), null),
            new FusedCandidate(2, 2, new Place(1, -3, 2), null));
  }

  @Test
  void scoresOfTheWholeRangeNormalise() {
    List<Candidate> wide =
        List.of(
            new Candidate(1, Double.MAX_VALUE),
            new Candidate(2, 0),
            new Candidate(3, -Double.MAX_VALUE));

    assertThat(CandidateFusion.fuse(new Linear(Weights.EQUAL), wide, List.of()))
        .extracting(FusedCandidate::score)
        .containsExactly(1.0, 0.5, 0.0);
  }

  @Test
  void nothingFusedWithNothingIsNothing() {
    assertThat(CandidateFusion.fuse(ReciprocalRank.DEFAULT, List.of(), List.of())).isEmpty();
  }

  @Test
  void aListHoldsADocumentOnce() {
    List<Candidate> twice = List.of(new Candidate(1, 2), new Candidate(1, 1));

    assertThatThrownBy(() -> CandidateFusion.fuse(ReciprocalRank.DEFAULT, twice, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got twice: 1");
    assertThatThrownBy(() -> new Candidate(1, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void withoutTheOtherComponentTheOrderIsItsOwn(long seed) {
    List<Candidate> list = ranked(new Random(seed));
    List<Integer> own = list.stream().map(Candidate::ordinal).toList();

    for (Fusion fusion :
        List.of(new ReciprocalRank(60, Weights.EQUAL), new Linear(Weights.EQUAL))) {
      assertThat(CandidateFusion.fuse(fusion, list, List.of()))
          .extracting(FusedCandidate::ordinal)
          .isEqualTo(own);
      assertThat(CandidateFusion.fuse(fusion, List.of(), list))
          .extracting(FusedCandidate::ordinal)
          .isEqualTo(own);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5})
  void everyDocumentIsThereOnceAndScoresNeverRise(long seed) {
    Random random = new Random(seed);
    List<Candidate> dense = ranked(random);
    List<Candidate> lexical = ranked(random).subList(0, 10);

    for (Fusion fusion : List.of(ReciprocalRank.DEFAULT, new Linear(new Weights(0.3, 0.7)))) {
      List<FusedCandidate> fused = CandidateFusion.fuse(fusion, dense, lexical);
      assertThat(fused).extracting(FusedCandidate::ordinal).doesNotHaveDuplicates().hasSize(40);
      assertThat(fused)
          .isSortedAccordingTo(Comparator.comparingDouble(FusedCandidate::score).reversed());
    }
  }

  private static List<Candidate> ranked(Random random) {
    List<Integer> ordinals = new ArrayList<>(IntStream.range(0, 40).boxed().toList());
    Collections.shuffle(ordinals, random);
    return IntStream.range(0, 40)
        .mapToObj(i -> new Candidate(ordinals.get(i), 10 - i * 0.25))
        .toList();
  }
}
