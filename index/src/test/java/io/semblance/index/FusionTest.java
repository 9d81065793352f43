package io.semblance.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.error.SemblanceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FusionTest {
  @Test
  void theDefaultIsThePublishedOne() {
    assertThat(Fusion.ReciprocalRank.DEFAULT)
        .isEqualTo(new Fusion.ReciprocalRank(60, new Fusion.Weights(1, 1)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesNumbersThatDoNotCount(double number) {
    assertThatThrownBy(() -> new Fusion.ReciprocalRank(number, Fusion.Weights.EQUAL))
        .isInstanceOf(SemblanceException.class)
        .hasMessage("fusion k must be a number of at least 0, got: " + number);
    assertThatThrownBy(() -> new Fusion.Weights(1, number))
        .isInstanceOf(SemblanceException.class)
        .hasMessage("fusion weight of lexical must be a number of at least 0, got: " + number);
  }

  @Test
  void oneWeightMayBeZeroButNotBoth() {
    assertThat(new Fusion.Weights(0, 1).dense()).isZero();
    assertThatThrownBy(() -> new Fusion.Weights(0, 0))
        .isInstanceOf(SemblanceException.class)
        .hasMessage("fusion weights must not both be 0");
  }
}
