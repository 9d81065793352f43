package io.semblance.vectors;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Loops over the Vector API. Every row has two accumulators, filled in the same order alone and
 * among four, so that a result has the same bits either way.
 */
final class SimdRowKernels implements RowKernels {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final VectorShuffle<Float> BY_8 = VectorShuffle.iota(SPECIES, 8, 1, true);
  private static final VectorShuffle<Float> BY_4 = VectorShuffle.iota(SPECIES, 4, 1, true);
  private static final VectorShuffle<Float> BY_2 = VectorShuffle.iota(SPECIES, 2, 1, true);
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  @Override
  public float dot(MemorySegment rows, long query, long other, int dimension) {
    FloatVector sum0 = FloatVector.zero(SPECIES);
    FloatVector sum1 = sum0;
    int i = 0;
    for (; i <= dimension - 2 * LANES; i += 2 * LANES) {
      sum0 = lane(rows, query, i).fma(lane(rows, other, i), sum0);
      sum1 = lane(rows, query, i + LANES).fma(lane(rows, other, i + LANES), sum1);
    }
    return total(sum0, sum1) + dotTail(rows, query, other, i, dimension);
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
    FloatVector a0 = FloatVector.zero(SPECIES);
    FloatVector a1 = a0;
    FloatVector b0 = a0;
    FloatVector b1 = a0;
    FloatVector c0 = a0;
    FloatVector c1 = a0;
    FloatVector d0 = a0;
    FloatVector d1 = a0;
    int i = 0;
    for (; i <= dimension - 2 * LANES; i += 2 * LANES) {
      FloatVector query0 = lane(rows, query, i);
      FloatVector query1 = lane(rows, query, i + LANES);
      a0 = query0.fma(lane(rows, other0, i), a0);
      b0 = query0.fma(lane(rows, other1, i), b0);
      c0 = query0.fma(lane(rows, other2, i), c0);
      d0 = query0.fma(lane(rows, other3, i), d0);
      a1 = query1.fma(lane(rows, other0, i + LANES), a1);
      b1 = query1.fma(lane(rows, other1, i + LANES), b1);
      c1 = query1.fma(lane(rows, other2, i + LANES), c1);
      d1 = query1.fma(lane(rows, other3, i + LANES), d1);
    }
    into[at] = total(a0, a1) + dotTail(rows, query, other0, i, dimension);
    into[at + 1] = total(b0, b1) + dotTail(rows, query, other1, i, dimension);
    into[at + 2] = total(c0, c1) + dotTail(rows, query, other2, i, dimension);
    into[at + 3] = total(d0, d1) + dotTail(rows, query, other3, i, dimension);
  }

  private static float dotTail(
      MemorySegment rows, long query, long other, int from, int dimension) {
    float sum = 0;
    for (int i = from; i < dimension; i++) {
      sum = Math.fma(value(rows, query, i), value(rows, other, i), sum);
    }
    return sum;
  }

  @Override
  public float squaredDistance(MemorySegment rows, long query, long other, int dimension) {
    FloatVector sum0 = FloatVector.zero(SPECIES);
    FloatVector sum1 = sum0;
    int i = 0;
    for (; i <= dimension - 2 * LANES; i += 2 * LANES) {
      FloatVector apart0 = lane(rows, query, i).sub(lane(rows, other, i));
      FloatVector apart1 = lane(rows, query, i + LANES).sub(lane(rows, other, i + LANES));
      sum0 = apart0.fma(apart0, sum0);
      sum1 = apart1.fma(apart1, sum1);
    }
    return total(sum0, sum1) + distanceTail(rows, query, other, i, dimension);
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
    FloatVector a0 = FloatVector.zero(SPECIES);
    FloatVector a1 = a0;
    FloatVector b0 = a0;
    FloatVector b1 = a0;
    FloatVector c0 = a0;
    FloatVector c1 = a0;
    FloatVector d0 = a0;
    FloatVector d1 = a0;
    int i = 0;
    for (; i <= dimension - 2 * LANES; i += 2 * LANES) {
      FloatVector query0 = lane(rows, query, i);
      FloatVector query1 = lane(rows, query, i + LANES);
      a0 = addSquare(query0.sub(lane(rows, other0, i)), a0);
      b0 = addSquare(query0.sub(lane(rows, other1, i)), b0);
      c0 = addSquare(query0.sub(lane(rows, other2, i)), c0);
      d0 = addSquare(query0.sub(lane(rows, other3, i)), d0);
      a1 = addSquare(query1.sub(lane(rows, other0, i + LANES)), a1);
      b1 = addSquare(query1.sub(lane(rows, other1, i + LANES)), b1);
      c1 = addSquare(query1.sub(lane(rows, other2, i + LANES)), c1);
      d1 = addSquare(query1.sub(lane(rows, other3, i + LANES)), d1);
    }
    into[at] = total(a0, a1) + distanceTail(rows, query, other0, i, dimension);
    into[at + 1] = total(b0, b1) + distanceTail(rows, query, other1, i, dimension);
    into[at + 2] = total(c0, c1) + distanceTail(rows, query, other2, i, dimension);
    into[at + 3] = total(d0, d1) + distanceTail(rows, query, other3, i, dimension);
  }

  private static float distanceTail(
      MemorySegment rows, long query, long other, int from, int dimension) {
    float sum = 0;
    for (int i = from; i < dimension; i++) {
      float apart = value(rows, query, i) - value(rows, other, i);
      sum = Math.fma(apart, apart, sum);
    }
    return sum;
  }

  private static FloatVector addSquare(FloatVector value, FloatVector sum) {
    return value.fma(value, sum);
  }

  /** By halves, since {@code reduceLanes} adds in one order interpreted, in another compiled. */
  private static float total(FloatVector a, FloatVector b) {
    FloatVector sum = a.add(b);
    if (LANES > 8) {
      sum = sum.add(sum.rearrange(BY_8));
    }
    if (LANES > 4) {
      sum = sum.add(sum.rearrange(BY_4));
    }
    if (LANES > 2) {
      sum = sum.add(sum.rearrange(BY_2));
    }
    return sum.lane(0) + sum.lane(1);
  }

  private static FloatVector lane(MemorySegment rows, long offset, int index) {
    return FloatVector.fromMemorySegment(SPECIES, OffHeap.known(rows), offset + 4L * index, ORDER);
  }

  private static float value(MemorySegment rows, long offset, int index) {
    return OffHeap.known(rows).get(JAVA_FLOAT_UNALIGNED, offset + 4L * index);
  }
}
