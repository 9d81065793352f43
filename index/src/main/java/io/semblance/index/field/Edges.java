package io.semblance.index.field;

import io.semblance.index.FieldType;
import java.util.Arrays;
import org.apache.lucene.util.NumericUtils;

/**
 * The bounds of equally wide buckets as sortable longs, strictly ascending; the last one, which is
 * the greatest value, belongs to the last bucket.
 */
final class Edges {
  private final long[] lower;
  private final long greatest;

  private Edges(long[] lower, long greatest) {
    this.lower = lower;
    this.greatest = greatest;
  }

  static Edges of(FieldType type, long least, long greatest, int most) {
    long[] lower =
        type == FieldType.DOUBLE
            ? reals(
                NumericUtils.sortableLongToDouble(least),
                NumericUtils.sortableLongToDouble(greatest),
                most)
            : wholes(least, greatest, most);
    return new Edges(lower, greatest);
  }

  /** Bounds at least + (greatest - least) i / n, in a form that does not overflow. */
  private static long[] reals(double least, double greatest, int most) {
    long[] edges = new long[most];
    int size = 0;
    for (int i = 0; i < most; i++) {
      double share = (double) i / most;
      long edge = DeclaredField.sortable(least * (1 - share) + greatest * share);
      boolean isWider = size == 0 || edge > edges[size - 1];
      if (isWider && (size == 0 || edge < DeclaredField.sortable(greatest))) {
        edges[size++] = edge;
      }
    }
    return Arrays.copyOf(edges, size);
  }

  /** Bounds a whole width apart; differences are unsigned, since they may need all 64 bits. */
  private static long[] wholes(long least, long greatest, int most) {
    long span = greatest - least;
    if (most == 1) {
      return new long[] {least};
    }
    long width = Long.divideUnsigned(span, most) + 1;
    int size = (int) Long.divideUnsigned(span, width) + 1;
    long[] edges = new long[size];
    for (int i = 0; i < size; i++) {
      edges[i] = least + i * width;
    }
    return edges;
  }

  int buckets() {
    return lower.length;
  }

  /** The bucket of a value that is neither less than the first bound nor beyond the last. */
  int bucketOf(long value) {
    int found = Arrays.binarySearch(lower, value);
    return found >= 0 ? found : -found - 2;
  }

  long from(int bucket) {
    return lower[bucket];
  }

  long to(int bucket) {
    return bucket + 1 < lower.length ? lower[bucket + 1] : greatest;
  }
}
