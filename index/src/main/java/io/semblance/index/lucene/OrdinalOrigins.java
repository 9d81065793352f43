package io.semblance.index.lucene;

import java.util.Arrays;
import org.apache.lucene.util.ArrayUtil;

/**
 * Which source a merged ordinal was taken from, and as which of its vectors: ordinals are given
 * source after source, so a source is found by where its ordinals begin. One thread at a time.
 */
final class OrdinalOrigins {
  private int[] firstOrdinals = new int[8];
  private int sources;
  private int[] vectors = new int[256];
  private int size;

  /** The ordinals from {@code firstOrdinal} on come from the next source. */
  void startSource(int firstOrdinal) {
    firstOrdinals = ArrayUtil.grow(firstOrdinals, sources + 1);
    firstOrdinals[sources++] = firstOrdinal;
  }

  /** The next ordinal is this vector of the current source. */
  void add(int vector) {
    vectors = ArrayUtil.grow(vectors, size + 1);
    vectors[size++] = vector;
  }

  int source(int ordinal) {
    int at = Arrays.binarySearch(firstOrdinals, 0, sources, ordinal);
    if (at < 0) {
      return -2 - at;
    }
    // Sources that brought nothing begin at the same ordinal as the one that follows them.
    while (at + 1 < sources && firstOrdinals[at + 1] == ordinal) {
      at++;
    }
    return at;
  }

  int vector(int ordinal) {
    return vectors[ordinal];
  }
}
