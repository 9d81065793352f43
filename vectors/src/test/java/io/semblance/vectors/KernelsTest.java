package io.semblance.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the Vector API loops against their scalar twin at every length around the lane and
 * unrolling boundaries.
 */
class KernelsTest {
  private static final long SEED = 20261123;

  private final Kernels simd = new SimdKernels();
  private final Kernels scalar = new ScalarKernels();

  static IntStream dimensions() {
    return IntStream.concat(
        IntStream.rangeClosed(0, 140), IntStream.of(256, 384, 512, 768, 1023, 1024));
  }

  @ParameterizedTest
  @MethodSource("dimensions")
  void simdEqualsScalarOnArrays(int dimension) {
    Random random = new Random(SEED + dimension);
    float[] a = vector(random, dimension);
    float[] b = vector(random, dimension);
    Offset<Float> rounding = within(1e-5f * (dimension + 1));

    assertThat(simd.dot(a, b)).isCloseTo(scalar.dot(a, b), rounding);
    assertThat(simd.squaredDistance(a, b)).isCloseTo(scalar.squaredDistance(a, b), rounding);
    assertThat(simd.manhattanDistance(a, b)).isCloseTo(scalar.manhattanDistance(a, b), rounding);
  }

  @Test
  void giveTheSameBitsBeforeAndAfterCompilation() {
    Random random = new Random(SEED);
    float[] a = vector(random, 384);
    float[] b = vector(random, 384);
    float first = simd.dot(a, b);
    float firstDistance = simd.squaredDistance(a, b);

    for (int i = 0; i < 20_000; i++) {
      assertThat(simd.dot(a, b) == first && simd.squaredDistance(a, b) == firstDistance).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("dimensions")
  void simdEqualsScalarOnOffHeapRows(int dimension) {
    Random random = new Random(SEED + dimension);
    float[] query = vector(random, dimension);
    float[] rows = vector(random, 3 * dimension);
    Offset<Float> rounding = within(1e-5f * (dimension + 1));

    try (Arena arena = Arena.ofConfined()) {
      MemorySegment segment = arena.allocate(4L * rows.length + 4, 4);
      MemorySegment.copy(rows, 0, segment, ValueLayout.JAVA_FLOAT, 0, rows.length);
      long offset = 4L * dimension;

      assertThat(simd.dot(segment, offset, query))
          .isCloseTo(scalar.dot(segment, offset, query), rounding);
      assertThat(simd.squaredDistance(segment, offset, query))
          .isCloseTo(scalar.squaredDistance(segment, offset, query), rounding);
      assertThat(simd.manhattanDistance(segment, offset, query))
          .isCloseTo(scalar.manhattanDistance(segment, offset, query), rounding);
      assertThat(simd.squaredNorm(segment, offset, dimension))
          .isCloseTo(scalar.squaredNorm(segment, offset, dimension), rounding);
    }
  }

  @ParameterizedTest
  @MethodSource("dimensions")
  void fourRowsHaveTheBitsOfEachAlone(int dimension) {
    Random random = new Random(SEED + dimension);
    float[] query = vector(random, dimension);
    float[] rows = vector(random, 9 * dimension);
    long bytesOfRow = 4L * dimension;

    try (Arena arena = Arena.ofConfined()) {
      MemorySegment segment = arena.allocate(4L * rows.length + 4, 4);
      MemorySegment.copy(rows, 0, segment, ValueLayout.JAVA_FLOAT, 0, rows.length);
      for (Kernels kernels : new Kernels[] {simd, scalar}) {
        float[] dots = new float[Kernels.SUMS];
        float[] distances = new float[Kernels.SUMS];
        kernels.dot4(segment, bytesOfRow, 2 * bytesOfRow, query, dots);
        kernels.squaredDistance4(segment, bytesOfRow, 2 * bytesOfRow, query, distances);
        for (int i = 0; i < 4; i++) {
          long offset = (1 + 2 * i) * bytesOfRow;
          assertThat(dots[i]).isEqualTo(kernels.dot(segment, offset, query));
          assertThat(distances[i]).isEqualTo(kernels.squaredDistance(segment, offset, query));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dimensions")
  void simdAddsAScaledRowExactlyLikeScalar(int dimension) {
    Random random = new Random(SEED + dimension);
    float[] rows = vector(random, 2 * dimension + 3);
    float[] simdSum = vector(random, dimension);
    float[] scalarSum = simdSum.clone();

    simd.addScaled(rows, dimension + 1, 0.3f, simdSum);
    scalar.addScaled(rows, dimension + 1, 0.3f, scalarSum);

    assertThat(simdSum).containsExactly(scalarSum);
  }

  private static float[] vector(Random random, int dimension) {
    float[] vector = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }
}
