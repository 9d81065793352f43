package io.semblance.vectors.precision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.vectors.EmbeddingMatrix;
import org.junit.jupiter.api.Test;

class CalibrationRangesTest {
  private static final float[][] ROWS = {{1, -2, 5}, {0, 3, 5}, {-7, 0.5f, 5}};

  @Test
  void areTheEndsOfEachComponent() {
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(ROWS)) {
      CalibrationRanges ranges = CalibrationRanges.fit(matrix);

      assertThat(ranges.min()).containsExactly(-7, -2, 5);
      assertThat(ranges.max()).containsExactly(1, 3, 5);
      assertThat(ranges.vectors()).isEqualTo(3);
      assertThat(ranges.dimension()).isEqualTo(3);
    }
  }

  @Test
  void areTheSameWhenVectorsComeOneByOne() {
    RangeFitting fitting = new RangeFitting(3);
    for (float[] row : ROWS) {
      fitting.add(row);
    }
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(ROWS)) {
      assertThat(fitting.ranges())
          .isEqualTo(CalibrationRanges.fit(matrix))
          .hasSameHashCodeAs(CalibrationRanges.fit(matrix));
    }
  }

  @Test
  void belongToThemselvesAlone() {
    float[] min = {0};
    CalibrationRanges ranges = CalibrationRanges.of(min, new float[] {1}, 1);

    min[0] = 9;
    ranges.min()[0] = 9;
    ranges.max()[0] = 9;

    assertThat(ranges).isEqualTo(CalibrationRanges.of(new float[] {0}, new float[] {1}, 1));
  }

  @Test
  void warnWhenOfFewVectors() {
    float[] zero = {0};
    assertThat(CalibrationRanges.of(zero, zero, 99).warning().orElseThrow())
        .contains("ranges of 99 vectors", "at least 100");
    assertThat(CalibrationRanges.of(zero, zero, 100).warning()).isEmpty();
  }

  @Test
  void refuseWhatIsNoRange() {
    float[] one = {1};
    assertThatThrownBy(() -> CalibrationRanges.of(one, new float[] {0}, 1))
        .hasMessage("range of component 0 must be finite, got: 1.0 to 0.0");
    assertThatThrownBy(() -> CalibrationRanges.of(one, new float[] {Float.NaN}, 1))
        .hasMessageContaining("1.0 to NaN");
    assertThatThrownBy(
            () ->
                CalibrationRanges.of(
                    new float[] {-Float.MAX_VALUE}, new float[] {Float.MAX_VALUE}, 1))
        .hasMessageContaining("must be finite");
    assertThatThrownBy(() -> CalibrationRanges.of(one, new float[2], 1))
        .hasMessage("ranges must have as many minima as maxima and at least 1, got: 1 and 2");
    assertThatThrownBy(() -> CalibrationRanges.of(new float[0], new float[0], 1))
        .hasMessageContaining("got: 0 and 0");
    assertThatThrownBy(() -> new RangeFitting(2).ranges())
        .hasMessage("ranges must be of at least 1 vector, got: 0");
  }

  @Test
  void refuseVectorsThatAreNotFinite() {
    RangeFitting fitting = new RangeFitting(2);

    assertThatThrownBy(() -> fitting.add(new float[] {0, Float.NaN}))
        .hasMessage("component 1 of a calibration vector must be finite, got: NaN");
    assertThatThrownBy(() -> fitting.add(new float[3]))
        .hasMessage("dimension mismatch: ranges has 2, vector has 3");
    assertThat(fitting.vectors()).isZero();
  }
}
