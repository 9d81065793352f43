package io.semblance.eval.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NdcgAtKTest {
  private static final Map<String, Integer> GRADES = Map.of("a", 3, "b", 2, "c", 1, "d", 0);

  @Test
  void matchesAValueWorkedByHand() {
    // DCG = 1/log2(2) + 3/log2(4) = 2.5; IDCG = 3 + 2/log2(3) + 1/2 = 4.761860
    assertThat(new NdcgAtK(10).score(GRADES, List.of("c", "x", "a")))
        .isCloseTo(0.525005, within(1e-6));
  }

  @Test
  void cutsBothRankings() {
    assertThat(new NdcgAtK(1).score(GRADES, List.of("b", "a"))).isCloseTo(2.0 / 3, within(1e-12));
  }

  @Test
  void isOneForTheIdealRankingAndZeroWithoutRelevantDocuments() {
    assertThat(new NdcgAtK(10).score(GRADES, List.of("a", "b", "c"))).isEqualTo(1);
    assertThat(new NdcgAtK(10).score(Map.of("d", 0), List.of("d"))).isZero();
    assertThat(new NdcgAtK(10).score(GRADES, List.of())).isZero();
  }

  @Test
  void ignoresNegativeGrades() {
    assertThat(new NdcgAtK(5).score(Map.of("a", 1, "b", -2), List.of("b", "a")))
        .isCloseTo(1 / (Math.log(3) / Math.log(2)), within(1e-12));
  }

  @Test
  void rejectsKBelowOne() {
    assertThatThrownBy(() -> new NdcgAtK(0)).hasMessage("k must be at least 1, got: 0");
  }
}
