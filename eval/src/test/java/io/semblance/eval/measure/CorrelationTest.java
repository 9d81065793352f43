package io.semblance.eval.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CorrelationTest {
  @Test
  void pearsonMatchesAValueWorkedByHand() {
    // deviations (-1.5 -.5 .5 1.5) and (-2 0 -1 3): 7 / sqrt(5 * 14)
    assertThat(Correlation.pearson(new double[] {1, 2, 3, 4}, new double[] {0, 2, 1, 5}))
        .isCloseTo(7 / Math.sqrt(70), within(1e-12));
  }

  @Test
  void spearmanSharesAverageRanksAmongTies() {
    // ranks (1 2.5 2.5 4) and (1 2 3 4): deviations give 4.5 / sqrt(4.5 * 5)
    assertThat(Correlation.spearman(new double[] {1, 7, 7, 9}, new double[] {0, 1, 2, 3}))
        .isCloseTo(4.5 / Math.sqrt(22.5), within(1e-12));
  }

  @Test
  void spearmanSeesOnlyTheOrder() {
    assertThat(Correlation.spearman(new double[] {1, 10, 100}, new double[] {-3, 0, 0.1}))
        .isCloseTo(1, within(1e-12));
  }

  @Test
  void refusesWhatHasNoCorrelation() {
    assertThatThrownBy(() -> Correlation.pearson(new double[] {1, 1}, new double[] {1, 2}))
        .hasMessage("correlation with a constant list is not defined");
    assertThatThrownBy(() -> Correlation.pearson(new double[] {1}, new double[] {1}))
        .hasMessage("correlation needs two lists of one length, at least 2, got: 1 and 1");
  }
}
