package io.semblance.clustering.pairs;

import io.semblance.progress.ParallelLoops;
import io.semblance.vectors.EmbeddingMatrix;
import io.semblance.vectors.product.PackedRows;
import java.util.Arrays;

/** Measures how many operations a second blocks of products take on this machine. */
final class KernelRate {
  private static final int ROWS = 2 * BlockProduct.ROWS;
  private static final int WARM_UP_DIMENSION = 16;
  private static final long WARM_UP_NANOS = 300_000_000;
  private static final long MEASURE_NANOS = 150_000_000;
  private static final BlockProduct.Visitor NOTHING = new Nothing();

  private KernelRate() {}

  /**
   * Measures for some tenths of a second.
   *
   * @param threads that work at once
   * @return operations a second of all of them
   */
  static double measure(int dimension, int threads) {
    warmUp();
    long[] done = new long[threads];
    try (EmbeddingMatrix matrix = EmbeddingMatrix.allocate(ROWS, dimension);
        ParallelLoops loops = new ParallelLoops(threads, "rate")) {
      PackedRows rows = PackedRows.of(matrix);
      long start = System.nanoTime();
      loops.run(threads, 1, (worker, step, end) -> done[step] = multiply(rows, MEASURE_NANOS));
      double seconds = (System.nanoTime() - start) / 1e9;
      return 2.0 * ROWS * BlockProduct.ROWS * dimension * Arrays.stream(done).sum() / seconds;
    }
  }

  /**
   * Short products have the kernel compiled by the number of calls, which comes sooner than by the
   * number of loops.
   */
  private static void warmUp() {
    try (EmbeddingMatrix matrix = EmbeddingMatrix.allocate(ROWS, WARM_UP_DIMENSION)) {
      multiply(PackedRows.of(matrix), WARM_UP_NANOS);
    }
  }

  /** Multiplies a block with all rows again and again; returns how often. */
  private static long multiply(PackedRows rows, long nanos) {
    float[] products = new float[PackedRows.PRODUCTS];
    long times = 0;
    long start = System.nanoTime();
    while (System.nanoTime() - start < nanos) {
      BlockProduct.rectangle(rows, 0, rows, NOTHING, products);
      times++;
    }
    return times;
  }

  private static final class Nothing implements BlockProduct.Visitor {
    @Override
    public void enter(int panel) {}

    @Override
    public float bound(int strip) {
      return Float.POSITIVE_INFINITY;
    }

    @Override
    public void visit(int strip, float[] products) {}
  }
}
