package io.semblance.clustering.graph;

import io.semblance.clustering.UniqueRows;

/**
 * A number that tells the unique rows of one input from those of another; not proof against someone
 * who looks for rows with an equal one. Multiply and shift as in the finishers of SplitMix64
 * (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", 2014).
 */
final class RowsHash {
  private static final long FIRST = 0xBF58476D1CE4E5B9L;
  private static final long SECOND = 0x94D049BB133111EBL;

  private RowsHash() {}

  static long of(UniqueRows rows) {
    long hash = mix(((long) rows.count() << 32) | rows.dimension());
    float[] row = new float[rows.dimension()];
    for (int unique = 0; unique < rows.count(); unique++) {
      rows.copy(unique, row);
      for (float value : row) {
        hash = (hash ^ Float.floatToIntBits(value + 0.0f)) * FIRST; // adding 0 makes -0 equal to 0
        hash ^= hash >>> 29;
      }
      hash = mix(hash);
    }
    return hash;
  }

  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * FIRST;
    mixed = (mixed ^ (mixed >>> 27)) * SECOND;
    return mixed ^ (mixed >>> 31);
  }
}
