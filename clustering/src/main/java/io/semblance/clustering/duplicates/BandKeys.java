package io.semblance.clustering.duplicates;

import java.util.SplittableRandom;

/**
 * What texts have to agree in to be candidates: for each band one number made of the lowest values
 * of the text's shingles under the band's hash functions. Those are {@code (a x + b) mod 2^64},
 * their upper half, with a and b drawn by the seed (multiply-shift: Dietzfelbinger, "Universal
 * hashing and k-wise independent random variables via integer arithmetic without primes", 1996).
 */
final class BandKeys {
  private static final int LOW_BITS = 32;

  private final int rows;
  private final long[] factors;
  private final long[] summands;

  BandKeys(MinHash minHash) {
    rows = minHash.rows();
    SplittableRandom random = new SplittableRandom(minHash.seed());
    int hashes = Math.multiplyExact(minHash.bands(), rows);
    factors = random.longs(hashes).map(factor -> factor | 1).toArray();
    summands = random.longs(hashes).toArray();
  }

  /** The key of a text with at least one shingle. */
  int key(int band, long[] shingles) {
    int key = 1;
    for (int hash = band * rows; hash < (band + 1) * rows; hash++) {
      key = 31 * key + Long.hashCode(lowest(shingles, factors[hash], summands[hash]));
    }
    return key;
  }

  private static long lowest(long[] shingles, long factor, long summand) {
    long lowest = Long.MAX_VALUE;
    for (long shingle : shingles) {
      lowest = Math.min(lowest, (factor * shingle + summand) >>> LOW_BITS);
    }
    return lowest;
  }
}
