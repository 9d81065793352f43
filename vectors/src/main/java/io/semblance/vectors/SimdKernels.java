package io.semblance.vectors;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Loops over the Vector API. Four accumulators hide the latency of the fused multiply-add; the
 * species is a static final constant and each accumulator a local variable because the JIT compiler
 * otherwise boxes them (a factor of 30 to 50).
 */
final class SimdKernels implements Kernels {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int UNROLLED = 4 * LANES;
  private static final VectorShuffle<Float> BY_8 = VectorShuffle.iota(SPECIES, 8, 1, true);
  private static final VectorShuffle<Float> BY_4 = VectorShuffle.iota(SPECIES, 4, 1, true);
  private static final VectorShuffle<Float> BY_2 = VectorShuffle.iota(SPECIES, 2, 1, true);
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  @Override
  public float dot(float[] a, float[] b) {
    FloatVector sum0 = FloatVector.zero(SPECIES);
    FloatVector sum1 = sum0;
    FloatVector sum2 = sum0;
    FloatVector sum3 = sum0;
    int i = 0;
    for (int end = a.length - UNROLLED; i <= end; i += UNROLLED) {
      sum0 = lane(a, i).fma(lane(b, i), sum0);
      sum1 = lane(a, i + LANES).fma(lane(b, i + LANES), sum1);
      sum2 = lane(a, i + 2 * LANES).fma(lane(b, i + 2 * LANES), sum2);
      sum3 = lane(a, i + 3 * LANES).fma(lane(b, i + 3 * LANES), sum3);
    }
    for (int end = a.length - LANES; i <= end; i += LANES) {
      sum0 = lane(a, i).fma(lane(b, i), sum0);
    }
    float sum = total(sum0, sum1, sum2, sum3);
    for (; i < a.length; i++) {
      sum = Math.fma(a[i], b[i], sum);
    }
    return sum;
  }

  @Override
  public float squaredDistance(float[] a, float[] b) {
    FloatVector sum0 = FloatVector.zero(SPECIES);
    FloatVector sum1 = sum0;
    int i = 0;
    for (int end = a.length - 2 * LANES; i <= end; i += 2 * LANES) {
      FloatVector difference0 = lane(a, i).sub(lane(b, i));
      FloatVector difference1 = lane(a, i + LANES).sub(lane(b, i + LANES));
      sum0 = difference0.fma(difference0, sum0);
      sum1 = difference1.fma(difference1, sum1);
    }
    float sum = total(sum0.add(sum1));
    for (; i < a.length; i++) {
      float difference = a[i] - b[i];
      sum = Math.fma(difference, difference, sum);
    }
    return sum;
  }

  @Override
  public float manhattanDistance(float[] a, float[] b) {
    FloatVector sum0 = FloatVector.zero(SPECIES);
    FloatVector sum1 = sum0;
    int i = 0;
    for (int end = a.length - 2 * LANES; i <= end; i += 2 * LANES) {
      sum0 = sum0.add(lane(a, i).sub(lane(b, i)).abs());
      sum1 = sum1.add(lane(a, i + LANES).sub(lane(b, i + LANES)).abs());
    }
    float sum = total(sum0.add(sum1));
    for (; i < a.length; i++) {
      sum += Math.abs(a[i] - b[i]);
    }
    return sum;
  }

  @Override
  public float dot(MemorySegment rows, long offset, float[] query) {
    FloatVector sum0 = FloatVector.zero(SPECIES);
    FloatVector sum1 = sum0;
    int i = 0;
    for (int end = query.length - 2 * LANES; i <= end; i += 2 * LANES) {
      sum0 = lane(rows, offset, i).fma(lane(query, i), sum0);
      sum1 = lane(rows, offset, i + LANES).fma(lane(query, i + LANES), sum1);
    }
    for (int end = query.length - LANES; i <= end; i += LANES) {
      sum0 = lane(rows, offset, i).fma(lane(query, i), sum0);
    }
    return dotRest(rows, offset, query, i, total(sum0.add(sum1)));
  }

  private static float dotRest(
      MemorySegment rows, long offset, float[] query, int from, float start) {
    float sum = start;
    for (int i = from; i < query.length; i++) {
      sum = Math.fma(value(rows, offset, i), query[i], sum);
    }
    return sum;
  }

  @Override
  public void dot4(MemorySegment rows, long offset, long distance, float[] query, float[] sums) {
    long offsetB = offset + distance;
    long offsetC = offsetB + distance;
    long offsetD = offsetC + distance;
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector a0 = zero;
    FloatVector a1 = zero;
    FloatVector b0 = zero;
    FloatVector b1 = zero;
    FloatVector c0 = zero;
    FloatVector c1 = zero;
    FloatVector d0 = zero;
    FloatVector d1 = zero;
    int i = 0;
    for (int end = query.length - 2 * LANES; i <= end; i += 2 * LANES) {
      FloatVector query0 = lane(query, i);
      a0 = lane(rows, offset, i).fma(query0, a0);
      b0 = lane(rows, offsetB, i).fma(query0, b0);
      c0 = lane(rows, offsetC, i).fma(query0, c0);
      d0 = lane(rows, offsetD, i).fma(query0, d0);
      FloatVector query1 = lane(query, i + LANES);
      a1 = lane(rows, offset, i + LANES).fma(query1, a1);
      b1 = lane(rows, offsetB, i + LANES).fma(query1, b1);
      c1 = lane(rows, offsetC, i + LANES).fma(query1, c1);
      d1 = lane(rows, offsetD, i + LANES).fma(query1, d1);
    }
    for (int end = query.length - LANES; i <= end; i += LANES) {
      FloatVector query0 = lane(query, i);
      a0 = lane(rows, offset, i).fma(query0, a0);
      b0 = lane(rows, offsetB, i).fma(query0, b0);
      c0 = lane(rows, offsetC, i).fma(query0, c0);
      d0 = lane(rows, offsetD, i).fma(query0, d0);
    }
    halved(a0.add(a1)).intoArray(sums, 0);
    halved(b0.add(b1)).intoArray(sums, LANES);
    halved(c0.add(c1)).intoArray(sums, 2 * LANES);
    halved(d0.add(d1)).intoArray(sums, 3 * LANES);
    float a = dotRest(rows, offset, query, i, total(sums, 0));
    float b = dotRest(rows, offsetB, query, i, total(sums, LANES));
    float c = dotRest(rows, offsetC, query, i, total(sums, 2 * LANES));
    float d = dotRest(rows, offsetD, query, i, total(sums, 3 * LANES));
    sums[0] = a;
    sums[1] = b;
    sums[2] = c;
    sums[3] = d;
  }

  @Override
  public float squaredDistance(MemorySegment rows, long offset, float[] query) {
    FloatVector sum0 = FloatVector.zero(SPECIES);
    FloatVector sum1 = sum0;
    int i = 0;
    for (int end = query.length - 2 * LANES; i <= end; i += 2 * LANES) {
      FloatVector difference0 = lane(rows, offset, i).sub(lane(query, i));
      FloatVector difference1 = lane(rows, offset, i + LANES).sub(lane(query, i + LANES));
      sum0 = difference0.fma(difference0, sum0);
      sum1 = difference1.fma(difference1, sum1);
    }
    return distanceRest(rows, offset, query, i, total(sum0.add(sum1)));
  }

  private static float distanceRest(
      MemorySegment rows, long offset, float[] query, int from, float start) {
    float sum = start;
    for (int i = from; i < query.length; i++) {
      float difference = value(rows, offset, i) - query[i];
      sum = Math.fma(difference, difference, sum);
    }
    return sum;
  }

  @Override
  public void squaredDistance4(
      MemorySegment rows, long offset, long distance, float[] query, float[] sums) {
    long offsetB = offset + distance;
    long offsetC = offsetB + distance;
    long offsetD = offsetC + distance;
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector a0 = zero;
    FloatVector a1 = zero;
    FloatVector b0 = zero;
    FloatVector b1 = zero;
    FloatVector c0 = zero;
    FloatVector c1 = zero;
    FloatVector d0 = zero;
    FloatVector d1 = zero;
    int i = 0;
    for (int end = query.length - 2 * LANES; i <= end; i += 2 * LANES) {
      FloatVector query0 = lane(query, i);
      FloatVector a0Gap = lane(rows, offset, i).sub(query0);
      a0 = a0Gap.fma(a0Gap, a0);
      FloatVector b0Gap = lane(rows, offsetB, i).sub(query0);
      b0 = b0Gap.fma(b0Gap, b0);
      FloatVector c0Gap = lane(rows, offsetC, i).sub(query0);
      c0 = c0Gap.fma(c0Gap, c0);
      FloatVector d0Gap = lane(rows, offsetD, i).sub(query0);
      d0 = d0Gap.fma(d0Gap, d0);
      FloatVector query1 = lane(query, i + LANES);
      FloatVector a1Gap = lane(rows, offset, i + LANES).sub(query1);
      a1 = a1Gap.fma(a1Gap, a1);
      FloatVector b1Gap = lane(rows, offsetB, i + LANES).sub(query1);
      b1 = b1Gap.fma(b1Gap, b1);
      FloatVector c1Gap = lane(rows, offsetC, i + LANES).sub(query1);
      c1 = c1Gap.fma(c1Gap, c1);
      FloatVector d1Gap = lane(rows, offsetD, i + LANES).sub(query1);
      d1 = d1Gap.fma(d1Gap, d1);
    }
    halved(a0.add(a1)).intoArray(sums, 0);
    halved(b0.add(b1)).intoArray(sums, LANES);
    halved(c0.add(c1)).intoArray(sums, 2 * LANES);
    halved(d0.add(d1)).intoArray(sums, 3 * LANES);
    float a = distanceRest(rows, offset, query, i, total(sums, 0));
    float b = distanceRest(rows, offsetB, query, i, total(sums, LANES));
    float c = distanceRest(rows, offsetC, query, i, total(sums, 2 * LANES));
    float d = distanceRest(rows, offsetD, query, i, total(sums, 3 * LANES));
    sums[0] = a;
    sums[1] = b;
    sums[2] = c;
    sums[3] = d;
  }

  @Override
  public float manhattanDistance(MemorySegment rows, long offset, float[] query) {
    FloatVector sum0 = FloatVector.zero(SPECIES);
    FloatVector sum1 = sum0;
    int i = 0;
    for (int end = query.length - 2 * LANES; i <= end; i += 2 * LANES) {
      sum0 = sum0.add(lane(rows, offset, i).sub(lane(query, i)).abs());
      sum1 = sum1.add(lane(rows, offset, i + LANES).sub(lane(query, i + LANES)).abs());
    }
    float sum = total(sum0.add(sum1));
    for (; i < query.length; i++) {
      sum += Math.abs(value(rows, offset, i) - query[i]);
    }
    return sum;
  }

  @Override
  public void addScaled(float[] rows, int offset, float scale, float[] sum) {
    FloatVector factor = FloatVector.broadcast(SPECIES, scale);
    int i = 0;
    for (int end = sum.length - LANES; i <= end; i += LANES) {
      lane(rows, offset + i).fma(factor, lane(sum, i)).intoArray(sum, i);
    }
    for (; i < sum.length; i++) {
      sum[i] = Math.fma(rows[offset + i], scale, sum[i]);
    }
  }

  @Override
  public float squaredNorm(MemorySegment rows, long offset, int dimension) {
    FloatVector sum0 = FloatVector.zero(SPECIES);
    FloatVector sum1 = sum0;
    int i = 0;
    for (int end = dimension - 2 * LANES; i <= end; i += 2 * LANES) {
      FloatVector row0 = lane(rows, offset, i);
      FloatVector row1 = lane(rows, offset, i + LANES);
      sum0 = row0.fma(row0, sum0);
      sum1 = row1.fma(row1, sum1);
    }
    float sum = total(sum0.add(sum1));
    for (; i < dimension; i++) {
      float value = value(rows, offset, i);
      sum = Math.fma(value, value, sum);
    }
    return sum;
  }

  private static float total(FloatVector a, FloatVector b, FloatVector c, FloatVector d) {
    return total(a.add(b).add(c.add(d)));
  }

  /**
   * Adds up the lanes by halves. {@code reduceLanes} adds them in one order when interpreted and in
   * another when compiled, so that the last bit of a result would change while a program runs.
   */
  private static float total(FloatVector lanes) {
    FloatVector sum = lanes;
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

  /** The first step of {@link #total(FloatVector)}. */
  private static FloatVector halved(FloatVector lanes) {
    return LANES > 8 ? lanes.add(lanes.rearrange(BY_8)) : lanes;
  }

  /**
   * The other steps, on lanes that were written to memory. Four times all of them in one method are
   * more than the JIT compiler inlines, and what it does not inline it boxes.
   */
  private static float total(float[] lanes, int from) {
    if (LANES >= 8) {
      for (int lane = from; lane < from + 4; lane++) {
        lanes[lane] += lanes[lane + 4];
      }
    }
    return LANES >= 4
        ? (lanes[from] + lanes[from + 2]) + (lanes[from + 1] + lanes[from + 3])
        : lanes[from] + lanes[from + 1];
  }

  private static FloatVector lane(float[] values, int index) {
    return FloatVector.fromArray(SPECIES, values, index);
  }

  private static FloatVector lane(MemorySegment rows, long offset, int index) {
    return FloatVector.fromMemorySegment(SPECIES, OffHeap.known(rows), offset + 4L * index, ORDER);
  }

  private static float value(MemorySegment rows, long offset, int index) {
    return OffHeap.known(rows).get(JAVA_FLOAT_UNALIGNED, offset + 4L * index);
  }
}
