package io.semblance.vectors;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;

import java.lang.foreign.MemorySegment;

/**
 * Plain loops: the twin that tests hold {@link SimdKernels} against, and the fallback without the
 * Vector API.
 */
final class ScalarKernels implements Kernels {
  @Override
  public float dot(float[] a, float[] b) {
    float sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum = Math.fma(a[i], b[i], sum);
    }
    return sum;
  }

  @Override
  public float squaredDistance(float[] a, float[] b) {
    float sum = 0;
    for (int i = 0; i < a.length; i++) {
      float difference = a[i] - b[i];
      sum = Math.fma(difference, difference, sum);
    }
    return sum;
  }

  @Override
  public float manhattanDistance(float[] a, float[] b) {
    float sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs(a[i] - b[i]);
    }
    return sum;
  }

  @Override
  public float dot(MemorySegment rows, long offset, float[] query) {
    return dot(copy(rows, offset, query.length), query);
  }

  @Override
  public float squaredDistance(MemorySegment rows, long offset, float[] query) {
    return squaredDistance(copy(rows, offset, query.length), query);
  }

  @Override
  public float manhattanDistance(MemorySegment rows, long offset, float[] query) {
    return manhattanDistance(copy(rows, offset, query.length), query);
  }

  @Override
  public void dot4(MemorySegment rows, long offset, long distance, float[] query, float[] sums) {
    for (int i = 0; i < 4; i++) {
      sums[i] = dot(rows, offset + i * distance, query);
    }
  }

  @Override
  public void squaredDistance4(
      MemorySegment rows, long offset, long distance, float[] query, float[] sums) {
    for (int i = 0; i < 4; i++) {
      sums[i] = squaredDistance(rows, offset + i * distance, query);
    }
  }

  @Override
  public void addScaled(float[] rows, int offset, float scale, float[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] = Math.fma(rows[offset + i], scale, sum[i]);
    }
  }

  @Override
  public float squaredNorm(MemorySegment rows, long offset, int dimension) {
    float[] row = copy(rows, offset, dimension);
    return dot(row, row);
  }

  private static float[] copy(MemorySegment rows, long offset, int dimension) {
    float[] row = new float[dimension];
    MemorySegment.copy(rows, JAVA_FLOAT_UNALIGNED, offset, row, 0, dimension);
    return row;
  }
}
