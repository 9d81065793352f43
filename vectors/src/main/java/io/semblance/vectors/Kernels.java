package io.semblance.vectors;

import java.lang.foreign.MemorySegment;

/**
 * The inner loops, over heap arrays and over rows of an off-heap block. Callers have checked all
 * lengths. Results of the two implementations differ by rounding only.
 */
sealed interface Kernels permits ScalarKernels, SimdKernels {
  /** Floats that the sums of four rows take: 4 times 16 lanes, the widest vectors there are. */
  int SUMS = 64;

  String VECTOR_MODULE = "jdk.incubator.vector";

  /** The fastest implementation that this JVM can run. */
  Kernels ACTIVE =
      ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent()
          ? new SimdKernels()
          : new ScalarKernels();

  float dot(float[] a, float[] b);

  float squaredDistance(float[] a, float[] b);

  float manhattanDistance(float[] a, float[] b);

  /** Dot product of {@code query} with the row of floats that starts at byte {@code offset}. */
  float dot(MemorySegment rows, long offset, float[] query);

  float squaredDistance(MemorySegment rows, long offset, float[] query);

  /**
   * The dot products of {@code query} with four rows, the bits of {@link #dot(MemorySegment, long,
   * float[])}: of row i, at byte {@code offset + i * distance}, to {@code sums[i]}.
   *
   * @param sums of length {@link #SUMS}; what lies past the four is overwritten
   */
  void dot4(MemorySegment rows, long offset, long distance, float[] query, float[] sums);

  /** The squared distances to four rows, as {@link #dot4} has the dot products. */
  void squaredDistance4(
      MemorySegment rows, long offset, long distance, float[] query, float[] sums);

  float manhattanDistance(MemorySegment rows, long offset, float[] query);

  /** {@code sum += scale * rows[offset .. offset + sum.length]}. */
  void addScaled(float[] rows, int offset, float scale, float[] sum);

  /** Squared L2 norm of the row of {@code dimension} floats that starts at byte {@code offset}. */
  float squaredNorm(MemorySegment rows, long offset, int dimension);
}
