package io.semblance.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowScoresTest {
  private static final int DIMENSION = 19;

  private final Random random = new Random(1);

  private float[] vector() {
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }

  @ParameterizedTest
  @EnumSource
  void scoresRowsThatAreNotAligned(Similarity similarity) {
    float[] query = vector();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(1 + 4L * DIMENSION * 2501).asSlice(1);
      float[][] rows = new float[2501][];
      for (int row = 0; row < rows.length; row++) {
        rows[row] = vector();
        MemorySegment.copy(
            rows[row],
            0,
            memory,
            ValueLayout.JAVA_FLOAT_UNALIGNED,
            4L * DIMENSION * row,
            DIMENSION);
      }
      for (int count : new int[] {0, 1, 3, 4, 7, 1024, 2401}) {
        float[] scores = new float[count];
        RowBlock.of(memory, rows.length, DIMENSION).score(similarity, query, 100, scores);
        for (int i = 0; i < count; i++) {
          assertThat(scores[i]).isCloseTo(similarity.score(query, rows[100 + i]), within(1e-5f));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 9, 10, Integer.MAX_VALUE})
  void refusesRowsThatAreNotThere(int firstRow) {
    try (Arena arena = Arena.ofConfined()) {
      RowBlock rows = RowBlock.of(arena.allocate(4L * DIMENSION * 10), 10, DIMENSION);

      assertThat(rows.rows()).isEqualTo(10);
      assertThatThrownBy(() -> rows.score(Similarity.DOT_PRODUCT, vector(), firstRow, new float[2]))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void refusesOtherDimensions() {
    try (Arena arena = Arena.ofConfined()) {
      RowBlock rows = RowBlock.of(arena.allocate(4L * DIMENSION * 5), 5, DIMENSION);

      assertThatThrownBy(() -> rows.score(Similarity.DOT_PRODUCT, new float[3], 0, new float[1]))
          .hasMessage("dimension mismatch: rows have 19, query has 3");
    }
  }
}
