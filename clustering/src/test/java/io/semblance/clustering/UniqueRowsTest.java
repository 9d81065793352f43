package io.semblance.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.error.SemblanceException;
import io.semblance.vectors.EmbeddingMatrix;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UniqueRowsTest {
  private static final float[] EAST = {1, 0};
  private static final float[] NORTH = {0, 1};
  private static final float[] WEST = {-1, 0};

  private static List<float[]> vectors(UniqueRows unique) {
    float[] row = new float[unique.dimension()];
    float[][] vectors = new float[unique.count()][];
    for (int i = 0; i < vectors.length; i++) {
      unique.copy(i, row);
      vectors[i] = row.clone();
    }
    return Arrays.asList(vectors);
  }

  @Test
  void equalRowsAreOneThatCountsForAll() {
    try (EmbeddingMatrix matrix =
        EmbeddingMatrix.copyOf(new float[][] {EAST, NORTH, EAST, {1, -0f}})) {
      UniqueRows unique = UniqueRows.of(matrix);
      assertThat(unique.count()).isEqualTo(2);
      int east = unique.uniqueOf(0);
      assertThat(unique.uniqueOf(2)).isEqualTo(east);
      assertThat(unique.uniqueOf(3)).isEqualTo(east);
      assertThat(unique.weight(east)).isEqualTo(3);
      assertThat(unique.first(east)).isZero();
      assertThat(unique.weight(unique.uniqueOf(1))).isEqualTo(1);
    }
  }

  @Test
  void theOrderOfTheInputDoesNotMatter() {
    try (EmbeddingMatrix one = EmbeddingMatrix.copyOf(new float[][] {EAST, NORTH, WEST, EAST});
        EmbeddingMatrix other = EmbeddingMatrix.copyOf(new float[][] {WEST, EAST, EAST, NORTH})) {
      assertThat(vectors(UniqueRows.of(one)))
          .usingRecursiveComparison()
          .isEqualTo(vectors(UniqueRows.of(other)));
    }
  }

  @Test
  void valuesOfUniqueRowsAreGivenToAllTheirRows() {
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(new float[][] {EAST, NORTH, EAST})) {
      UniqueRows unique = UniqueRows.of(matrix);
      int[] values = new int[2];
      values[unique.uniqueOf(1)] = 7;
      assertThat(unique.expand(values)).containsExactly(0, 7, 0);
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, 0, 2})
  void aRowThatHasNotLengthOneIsRefusedByNumber(float value) {
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(new float[][] {EAST, {0, value}})) {
      assertThatThrownBy(() -> UniqueRows.of(matrix))
          .isInstanceOf(SemblanceException.class)
          .hasMessageStartingWith("vectors must have length 1, got: ")
          .hasMessageEndingWith(" in row 1");
    }
  }

  @Test
  void noRowsAreNoUniqueRows() {
    try (EmbeddingMatrix matrix = EmbeddingMatrix.allocate(0, 2)) {
      assertThat(UniqueRows.of(matrix).count()).isZero();
    }
  }
}
