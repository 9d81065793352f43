package io.semblance.clustering.duplicates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MinHashTest {
  @Test
  void theCurveIsThatOfTheFormula() {
    MinHash minHash = new MinHash(0.8, 20, 5, 1);
    // "Mining of Massive Datasets", figure 3.8: b = 20, r = 5
    assertThat(minHash.probability(0.2)).isCloseTo(0.006, within(0.0005));
    assertThat(minHash.probability(0.4)).isCloseTo(0.186, within(0.0005));
    assertThat(minHash.probability(0.6)).isCloseTo(0.802, within(0.0005));
    assertThat(minHash.probability(0.8)).isCloseTo(0.9996, within(0.00005));
    // 16 bands of 8 rows: (1/16)^(1/8) = 2^(-1/2)
    assertThat(new MinHash(0.8, 16, 8, 1).steepest()).isCloseTo(Math.sqrt(0.5), within(1e-12));
  }

  @Test
  void theBandsForAnIndexAreThoseWithTheFewestFalseCandidates() {
    // 18 bands of 7: 1 - (1 - .8^7)^18 = .9856, too few; 21 of 6: 1 - (1 - .8^6)^21 = .9983
    assertThat(MinHash.of(0.8, 7)).isEqualTo(new MinHash(0.8, 21, 6, 7));
    assertThat(MinHash.of(1, 7)).isEqualTo(new MinHash(1, 1, 128, 7));
    assertThat(MinHash.of(0.01, 7)).isEqualTo(new MinHash(0.01, 128, 1, 7));
  }

  @Test
  void whatIsNoIndexIsRefused() {
    assertThatThrownBy(() -> MinHash.of(0, 1))
        .hasMessage("least Jaccard index must be above 0 and at most 1, got: 0.0");
    assertThatThrownBy(() -> MinHash.of(Double.NaN, 1))
        .hasMessage("least Jaccard index must be above 0 and at most 1, got: NaN");
    assertThatThrownBy(() -> new MinHash(0.5, 0, 1, 1))
        .hasMessage("bands and rows must be at least 1, got: 0 and 1");
  }
}
