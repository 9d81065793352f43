package io.semblance.vectors;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowBlockTest {
  private static final int ROWS = 9;
  private static final int[] OTHERS = {3, 0, 8, 5, 5, 1, 7};

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 16, 31, 32, 33, 64, 100, 384})
  void comparesARowWithManyAsDoublesDo(int dimension) {
    float[][] rows = rows(dimension);
    try (Arena arena = Arena.ofConfined()) {
      RowBlock block = RowBlock.of(segment(arena, rows), ROWS, dimension);
      for (int count = 0; count <= OTHERS.length; count++) {
        float[] products = new float[count];
        float[] distances = new float[count];
        block.dots(2, OTHERS, count, products);
        block.squaredDistances(2, OTHERS, count, distances);
        for (int i = 0; i < count; i++) {
          assertThat((double) products[i]).isCloseTo(dot(rows[2], rows[OTHERS[i]]), within(1e-3));
          assertThat((double) distances[i])
              .isCloseTo(squaredDistance(rows[2], rows[OTHERS[i]]), within(1e-3));
        }
      }
      assertThat((double) block.squaredNorm(4)).isCloseTo(dot(rows[4], rows[4]), within(1e-3));
    }
  }

  @Test
  void givesTheSameBitsAloneAndAmongOthersAndInBothDirections() {
    float[][] rows = rows(100);
    try (Arena arena = Arena.ofConfined()) {
      RowBlock block = RowBlock.of(segment(arena, rows), ROWS, 100);
      float[] together = new float[4];
      float[] alone = new float[1];
      block.dots(2, new int[] {3, 0, 8, 5}, 4, together);
      block.dots(8, new int[] {2}, 1, alone);
      assertThat(alone[0]).isEqualTo(together[2]);

      block.squaredDistances(2, new int[] {3, 0, 8, 5}, 4, together);
      block.squaredDistances(8, new int[] {2}, 1, alone);
      assertThat(alone[0]).isEqualTo(together[2]);
    }
  }

  @Test
  void scalarKernelsAgreeWithTheActiveOnes() {
    float[][] rows = rows(77);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment segment = segment(arena, rows);
      float[] scalar = new float[4];
      float[] active = new float[4];
      new ScalarRowKernels().dots(segment, 0, 308, 616, 924, 1232, 77, scalar, 0);
      RowKernels.ACTIVE.dots(segment, 0, 308, 616, 924, 1232, 77, active, 0);
      assertThat(scalar).containsExactly(active, within(1e-4f));

      new ScalarRowKernels().squaredDistances(segment, 0, 308, 616, 924, 1232, 77, scalar, 0);
      RowKernels.ACTIVE.squaredDistances(segment, 0, 308, 616, 924, 1232, 77, active, 0);
      assertThat(scalar).containsExactly(active, within(1e-4f));
    }
  }

  @Test
  void refusesRowsOutsideAndBlocksOfAnotherSize() {
    try (Arena arena = Arena.ofConfined()) {
      RowBlock block = RowBlock.of(segment(arena, rows(5)), ROWS, 5);
      assertThatThrownBy(() -> block.dots(0, new int[] {ROWS}, 1, new float[1]))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> RowBlock.of(arena.allocate(12), 2, 2))
          .hasMessage("2 rows of 2 floats do not fill 12 bytes");
    }
  }

  private static float[][] rows(int dimension) {
    Random random = new Random(dimension);
    float[][] rows = new float[ROWS][dimension];
    for (float[] row : rows) {
      for (int i = 0; i < dimension; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    return rows;
  }

  private static MemorySegment segment(Arena arena, float[][] rows) {
    MemorySegment segment = arena.allocate(4L * rows.length * rows[0].length, 4);
    for (int row = 0; row < rows.length; row++) {
      MemorySegment.copy(
          rows[row], 0, segment, JAVA_FLOAT, 4L * row * rows[0].length, rows[0].length);
    }
    return segment;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  private static double squaredDistance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += ((double) a[i] - b[i]) * ((double) a[i] - b[i]);
    }
    return sum;
  }

  @Test
  void arraysAreRefused() {
    assertThatThrownBy(() -> RowBlock.of(MemorySegment.ofArray(new float[6]), 2, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rows must be off heap, got an array");
  }
}
