package io.semblance.vectors;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;

import java.lang.foreign.MemorySegment;

/** Plain loops: the twin that tests hold {@link SimdRowKernels} against, and the fallback. */
final class ScalarRowKernels implements RowKernels {
  @Override
  public float dot(MemorySegment rows, long query, long other, int dimension) {
    float sum = 0;
    for (int i = 0; i < dimension; i++) {
      sum = Math.fma(value(rows, query, i), value(rows, other, i), sum);
    }
    return sum;
  }

  @Override
  public float squaredDistance(MemorySegment rows, long query, long other, int dimension) {
    float sum = 0;
    for (int i = 0; i < dimension; i++) {
      float difference = value(rows, query, i) - value(rows, other, i);
      sum = Math.fma(difference, difference, sum);
    }
    return sum;
  }

  @Override
  public void dots(
      MemorySegment rows,
      long query,
      long other0,
      long other1,
      long other2,
      long other3,
      int dimension,
      float[] into,
      int at) {
    into[at] = dot(rows, query, other0, dimension);
    into[at + 1] = dot(rows, query, other1, dimension);
    into[at + 2] = dot(rows, query, other2, dimension);
    into[at + 3] = dot(rows, query, other3, dimension);
  }

  @Override
  public void squaredDistances(
      MemorySegment rows,
      long query,
      long other0,
      long other1,
      long other2,
      long other3,
      int dimension,
      float[] into,
      int at) {
    into[at] = squaredDistance(rows, query, other0, dimension);
    into[at + 1] = squaredDistance(rows, query, other1, dimension);
    into[at + 2] = squaredDistance(rows, query, other2, dimension);
    into[at + 3] = squaredDistance(rows, query, other3, dimension);
  }

  private static float value(MemorySegment rows, long offset, int index) {
    return rows.get(JAVA_FLOAT_UNALIGNED, offset + 4L * index);
  }
}
