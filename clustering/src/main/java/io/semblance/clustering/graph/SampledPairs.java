package io.semblance.clustering.graph;

import io.semblance.clustering.UniqueRows;
import io.semblance.clustering.pairs.ExactCosines;
import io.semblance.progress.ParallelLoops;
import io.semblance.vectors.product.PackedRows;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;

/**
 * How many pairs of at least a score the rows of a sample truly have, by comparing each with all,
 * and how many of them were found. Counting needs no list of pairs, since what is found is true.
 * Safe for many threads.
 */
final class SampledPairs {
  private final int[] sample;
  private final int[] all;
  private final AtomicIntegerArray found;

  private SampledPairs(int[] sample, int[] all) {
    this.sample = sample;
    this.all = all;
    this.found = new AtomicIntegerArray(sample.length);
  }

  /**
   * Counts true pairs.
   *
   * @param sample numbers of unique rows, rising
   */
  static SampledPairs count(
      UniqueRows rows, int[] sample, double minScore, ParallelLoops loops, Work work) {
    work.plan((double) sample.length * rows.count());
    AtomicIntegerArray counts = new AtomicIntegerArray(sample.length);
    PackedRows packed = ProductLoop.pack(rows, sample);
    int segments = (rows.count() + ProductLoop.SEGMENT - 1) / ProductLoop.SEGMENT;
    float bound = ExactCosines.candidateBound(minScore, rows.dimension());
    loops.run(
        segments,
        1,
        (worker, from, to) -> {
          int first = from * ProductLoop.SEGMENT;
          int end = Math.min(rows.count(), first + ProductLoop.SEGMENT);
          int[] columns = IntStream.range(first, end).toArray();
          ExactCosines cosines = new ExactCosines(rows.matrix());
          CandidateJoin join =
              new CandidateJoin(
                  sample,
                  columns,
                  bound,
                  (one, other) -> cosines.cosine(rows.first(one), rows.first(other)) >= minScore,
                  (one, other) -> counts.incrementAndGet(Arrays.binarySearch(sample, one)));
          ProductLoop.run(packed, ProductLoop.pack(rows, columns), join);
          work.did((double) sample.length * columns.length);
        });
    return new SampledPairs(sample, IntStream.range(0, sample.length).map(counts::get).toArray());
  }

  /** A pair of at least the score was found, for the first time. */
  void found(int one, int other) {
    foundOf(one);
    foundOf(other);
  }

  private void foundOf(int row) {
    int at = Arrays.binarySearch(sample, row);
    if (at >= 0) {
      found.incrementAndGet(at);
    }
  }

  /** The share of true pairs that were found until now. */
  Recall recall(long seed) {
    return Recall.of(IntStream.range(0, sample.length).map(found::get).toArray(), all, seed);
  }
}
