package io.semblance.clustering.topics;

/**
 * Random rows that depend only on a seed, an epoch and a row: SplitMix64 (Steele, Lea and Flood,
 * "Fast splittable pseudorandom number generators", 2014). One thread at a time.
 */
final class SampledRows {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private final int rows;
  private long state;

  SampledRows(long seed, int epoch, int row, int rows) {
    this.rows = rows;
    this.state = mixed(mixed(seed + GAMMA * (epoch + 1L)) + GAMMA * (row + 1L));
  }

  int next() {
    state += GAMMA;
    return (int) (((mixed(state) >>> Integer.SIZE) * rows) >>> Integer.SIZE);
  }

  private static long mixed(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
