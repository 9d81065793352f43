package io.semblance.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class VectorsTest {
  @Test
  void runsOnTheVectorApiInThisBuild() {
    assertThat(Vectors.isAccelerated()).isTrue();
  }

  @Test
  void normalizesToUnitLength() {
    float[] vector = {3, 4};

    Vectors.normalizeInPlace(vector);

    assertThat(vector).containsExactly(0.6f, 0.8f);
  }

  @Test
  void leavesTheZeroVectorZero() {
    float[] vector = new float[3];

    Vectors.normalizeInPlace(vector);

    assertThat(vector).containsOnly(0f);
  }

  @Test
  void addsAScaledPartOfRows() {
    float[] sum = {1, 2};

    Vectors.addScaled(new float[] {9, 3, 4, 9}, 1, 0.5f, sum);

    assertThat(sum).containsExactly(2.5f, 4);
    assertThatThrownBy(() -> Vectors.addScaled(new float[] {1, 2}, 1, 1, sum))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void findsNonFiniteComponents() {
    assertThat(Vectors.isFinite(new float[] {1, Float.NaN})).isFalse();
    assertThat(Vectors.isFinite(new float[] {1, Float.NEGATIVE_INFINITY})).isFalse();
    assertThat(Vectors.isFinite(new float[] {1, 2})).isTrue();
  }
}
