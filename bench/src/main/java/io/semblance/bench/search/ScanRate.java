package io.semblance.bench.search;

import io.semblance.vectors.EmbeddingMatrix;
import io.semblance.vectors.Similarity;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * How fast one thread scans all vectors exactly, against how fast it reads memory at all, in
 * alternating rounds.
 *
 * @param scan bytes of vectors compared, in GB/s
 * @param memory bytes of an array of the same size summed up, in GB/s
 * @param ratio median of the rounds' ratios
 */
record ScanRate(double scan, double memory, double ratio) {
  private static final int ROUNDS = 51;
  private static final int WARM_UP_ROUNDS = 100;
  private static final int PASSES = 4;
  private static final int ARRAY_READS = 1_000_000;
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  static ScanRate measure(TweetVectors vectors) {
    List<Double> scans = new ArrayList<>();
    List<Double> reads = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    float[] plain = new float[vectors.base().length * TweetVectors.DIMENSION];
    readArraysAsSegments(plain);
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(vectors.base())) {
      for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
        double scan = rate(matrix.sizeInBytes(), () -> scan(matrix, vectors.queries()));
        double read = rate(4L * plain.length, () -> read(plain));
        if (round >= 0) {
          scans.add(scan);
          reads.add(read);
          ratios.add(scan / read);
        }
      }
    }
    return new ScanRate(median(scans), median(reads), median(ratios));
  }

  /**
   * As in any process that runs Lucene; the compiler must not take rows off heap for arrays after.
   */
  private static void readArraysAsSegments(float[] values) {
    MemorySegment floats = MemorySegment.ofArray(values);
    MemorySegment bytes = MemorySegment.ofArray(new byte[1 << 16]);
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int i = 0; i < ARRAY_READS; i++) {
      long offset = 64L * (i % 1024);
      sum =
          sum.add(FloatVector.fromMemorySegment(SPECIES, floats, offset, ByteOrder.nativeOrder()));
      sum = sum.add(FloatVector.fromMemorySegment(SPECIES, bytes, offset, ByteOrder.nativeOrder()));
    }
    if (sum.lane(0) != 0) {
      throw new IllegalStateException("arrays of zeros must sum up to 0, got: " + sum.lane(0));
    }
  }

  private static float scan(EmbeddingMatrix matrix, float[][] queries) {
    float sum = 0;
    for (int pass = 0; pass < PASSES; pass++) {
      sum += matrix.scores(Similarity.DOT_PRODUCT, queries[pass])[0];
    }
    return sum;
  }

  private static float read(float[] values) {
    float sum = 0;
    for (int pass = 0; pass < PASSES; pass++) {
      sum += total(values);
    }
    return sum;
  }

  private static float total(float[] values) {
    FloatVector sum0 = FloatVector.zero(SPECIES);
    FloatVector sum1 = sum0;
    FloatVector sum2 = sum0;
    FloatVector sum3 = sum0;
    for (int i = 0; i <= values.length - 4 * LANES; i += 4 * LANES) {
      sum0 = sum0.add(FloatVector.fromArray(SPECIES, values, i));
      sum1 = sum1.add(FloatVector.fromArray(SPECIES, values, i + LANES));
      sum2 = sum2.add(FloatVector.fromArray(SPECIES, values, i + 2 * LANES));
      sum3 = sum3.add(FloatVector.fromArray(SPECIES, values, i + 3 * LANES));
    }
    return sum0.add(sum1).add(sum2.add(sum3)).lane(0);
  }

  /** Work whose result is looked at, so that it is done. */
  private interface Work {
    float run();
  }

  private static double rate(long bytes, Work work) {
    long start = System.nanoTime();
    if (Float.isNaN(work.run())) {
      throw new IllegalStateException("vectors must be finite");
    }
    return PASSES * bytes / (double) (System.nanoTime() - start);
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
