package io.semblance.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import java.nio.ReadOnlyBufferException;
import org.junit.jupiter.api.Test;

class EmbeddingMatrixTest {
  private static final float[][] ROWS = {{1, 2, 3}, {4, 5, 6}};

  @Test
  void keepsWhatWasPutIn() {
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(ROWS)) {
      assertThat(matrix.rows()).isEqualTo(2);
      assertThat(matrix.dimension()).isEqualTo(3);
      assertThat(matrix.sizeInBytes()).isEqualTo(24);
      assertThat(matrix.get(1, 2)).isEqualTo(6);
      assertThat(matrix.copyRow(0)).containsExactly(1, 2, 3);
      assertThat(matrix.copyRows()).isDeepEqualTo(ROWS);
    }
  }

  @Test
  void rowViewSeesLaterWritesAndIsReadOnly() {
    try (EmbeddingMatrix matrix = EmbeddingMatrix.allocate(2, 3)) {
      FloatBuffer view = matrix.row(1);

      matrix.setRow(1, new float[] {7, 8, 9});

      assertThat(view.get(0)).isEqualTo(7);
      assertThat(view.remaining()).isEqualTo(3);
      assertThatThrownBy(() -> view.put(0, 1)).isInstanceOf(ReadOnlyBufferException.class);
    }
  }

  @Test
  void checksEveryBound() {
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(ROWS)) {
      assertThatThrownBy(() -> matrix.copyRow(2)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> matrix.copyRow(-1)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> matrix.get(0, 3)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> matrix.setRow(0, new float[2]))
          .hasMessage("dimension mismatch: matrix has 3, vector has 2");
      assertThatThrownBy(() -> matrix.scores(Similarity.COSINE, new float[4]))
          .hasMessage("dimension mismatch: matrix has 3, vector has 4");
    }
  }

  @Test
  void rejectsImpossibleShapes() {
    assertThatThrownBy(() -> EmbeddingMatrix.allocate(-1, 3))
        .hasMessage("rows must be at least 0, got: -1");
    assertThatThrownBy(() -> EmbeddingMatrix.allocate(1, 0))
        .hasMessage("dimension must be at least 1, got: 0");
    assertThatThrownBy(() -> EmbeddingMatrix.copyOf(new float[][] {{1}, {1, 2}}))
        .hasMessage("dimension mismatch: matrix has 1, vector has 2");
  }

  @Test
  void refusesUseAfterClose() {
    EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(ROWS);
    FloatBuffer view = matrix.row(0);

    matrix.close();
    matrix.close();

    assertThatThrownBy(() -> matrix.copyRow(0)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> view.get(0)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void topKRanksRowsAndBreaksTiesByRow() {
    float[][] rows = {{0, 1}, {1, 0}, {2, 0}, {0.5f, 0.5f}};
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(rows)) {
      assertThat(matrix.topK(Similarity.COSINE, new float[] {1, 0}, 3))
          .extracting(Scored::ordinal)
          .containsExactly(1, 2, 3);
    }
  }

  @Test
  void anEmptyMatrixHasNoBestRow() {
    try (EmbeddingMatrix matrix = EmbeddingMatrix.allocate(0, 2)) {
      assertThat(matrix.topK(Similarity.COSINE, new float[2], 5)).isEmpty();
    }
  }
}
