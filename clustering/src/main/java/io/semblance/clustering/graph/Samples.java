package io.semblance.clustering.graph;

import io.semblance.clustering.UniqueRows;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Draws numbers without putting them back. */
final class Samples {
  private static final int PLANNING = 256;
  private static final int MEASURED = 1000;
  private static final long PLANNING_STAGE = 0x91A7L;
  private static final long MEASURED_STAGE = 0x5EEDL;

  private Samples() {}

  /** Unique rows whose true neighbours are found to plan with. */
  static int[] forPlanning(UniqueRows rows, GraphOptions options) {
    return draw(rows.count(), Math.min(PLANNING, rows.count()), options.seed() ^ PLANNING_STAGE);
  }

  /** Unique rows whose true neighbours are found to measure recall on. */
  static int[] forMeasuring(UniqueRows rows, GraphOptions options) {
    return draw(rows.count(), Math.min(MEASURED, rows.count()), options.seed() ^ MEASURED_STAGE);
  }

  /**
   * Draws.
   *
   * @param from numbers from 0 to {@code from - 1}
   * @param count how many, at most {@code from}
   * @return different numbers, lowest first
   */
  static int[] draw(int from, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] numbers = IntStream.range(0, from).toArray();
    for (int at = 0; at < count; at++) {
      int other = at + random.nextInt(from - at);
      int drawn = numbers[other];
      numbers[other] = numbers[at];
      numbers[at] = drawn;
    }
    int[] drawn = Arrays.copyOf(numbers, count);
    Arrays.sort(drawn);
    return drawn;
  }
}
