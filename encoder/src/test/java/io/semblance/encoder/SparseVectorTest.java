package io.semblance.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.vectors.Scored;
import org.junit.jupiter.api.Test;

class SparseVectorTest {
  private static final float[] DENSE = {0, 3, 0, -4, 1, 0, 1};

  @Test
  void keepsWhatIsNotZero() {
    assertThat(SparseVector.of(DENSE, 0))
        .isEqualTo(new SparseVector(7, new int[] {1, 3, 4, 6}, new float[] {3, -4, 1, 1}));
    assertThat(SparseVector.of(new float[3], 0).size()).isZero();
  }

  @Test
  void keepsTheLargestMagnitudesAndOfEqualOnesTheFirst() {
    assertThat(SparseVector.of(DENSE, 3))
        .isEqualTo(new SparseVector(7, new int[] {1, 3, 4}, new float[] {3, -4, 1}));
    assertThat(SparseVector.of(DENSE, 9).size()).isEqualTo(4);
  }

  @Test
  void dotIsOverCommonPlaces() {
    SparseVector a = new SparseVector(9, new int[] {0, 2, 5, 8}, new float[] {1, 2, 3, 4});
    SparseVector b = new SparseVector(9, new int[] {1, 2, 8}, new float[] {7, 10, 0.5f});

    assertThat(a.dot(b)).isEqualTo(22);
    assertThat(b.dot(a)).isEqualTo(22);
  }

  @Test
  void vectorsOfOtherDimensionsCannotBeCompared() {
    SparseVector a = new SparseVector(9, new int[0], new float[0]);
    SparseVector b = new SparseVector(8, new int[0], new float[0]);

    assertThatThrownBy(() -> a.dot(b))
        .hasMessage("vectors must have the same dimension, got: 9 and 8");
  }

  @Test
  void topIsOrderedByMagnitude() {
    assertThat(SparseVector.of(DENSE, 0).top(2))
        .containsExactly(new Scored(3, -4), new Scored(1, 3));
  }

  @Test
  void indicesMustAscendWithinTheDimension() {
    assertThatThrownBy(() -> new SparseVector(3, new int[] {1, 1}, new float[2]))
        .hasMessageContaining("indices must ascend in [0, 3)");
    assertThatThrownBy(() -> new SparseVector(3, new int[] {3}, new float[1]))
        .hasMessageContaining("indices must ascend in [0, 3)");
    assertThatThrownBy(() -> new SparseVector(3, new int[] {-1}, new float[1]))
        .hasMessageContaining("indices must ascend in [0, 3)");
    assertThatThrownBy(() -> new SparseVector(3, new int[] {1}, new float[2]))
        .hasMessageContaining("one value an index");
  }
}
