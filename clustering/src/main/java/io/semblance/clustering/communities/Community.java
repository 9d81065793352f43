package io.semblance.clustering.communities;

import io.semblance.clustering.UniqueRows;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Rows that are all near to one row.
 *
 * @param center the row whose neighbours they are. Usually the first member; when an earlier
 *     community has taken it, no member
 * @param members row numbers: the centre, then by falling cosine with it, ties by number
 */
public record Community(int center, int[] members) {
  /** This community of unique rows as one of the matrix's rows, copies one after the other. */
  public Community expand(UniqueRows unique) {
    int[][] copies = new int[members.length][];
    int[] position = new int[unique.count()];
    Arrays.fill(position, -1);
    for (int i = 0; i < members.length; i++) {
      position[members[i]] = i;
      copies[i] = new int[unique.weight(members[i])];
    }
    int[] filled = new int[members.length];
    for (int row = 0; row < unique.rows(); row++) {
      int at = position[unique.uniqueOf(row)];
      if (at >= 0) {
        copies[at][filled[at]++] = row;
      }
    }
    return new Community(
        unique.first(center), Arrays.stream(copies).flatMapToInt(IntStream::of).toArray());
  }
}
