package io.semblance.vectors;

import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Rows of floats that lie one after the other in memory which somebody else owns, such as those of
 * a mapped file; compared where they lie. Valid as long as that memory is; safe for many threads.
 */
public final class MappedRows {
  private final MemorySegment rows;
  private final int dimension;

  private MappedRows(MemorySegment rows, int dimension) {
    this.rows = rows;
    this.dimension = dimension;
  }

  /**
   * Wraps memory, null for null.
   *
   * @param rows floats in the machine's byte order, at any alignment; a rest shorter than a row is
   *     left out
   * @param dimension floats of a row, at least 1
   */
  public static @Nullable MappedRows ofNullable(@Nullable MemorySegment rows, int dimension) {
    if (dimension < 1) {
      throw new IllegalArgumentException("dimension must be at least 1, got: " + dimension);
    }
    return rows == null ? null : new MappedRows(rows, dimension);
  }

  /** Number of whole rows. */
  public long rows() {
    return rows.byteSize() / (4L * dimension);
  }

  /**
   * Scores as many rows as {@code scores} has elements, from {@code firstRow} on.
   *
   * @throws IllegalArgumentException when {@code query} has another dimension
   * @throws IndexOutOfBoundsException when there are fewer rows
   */
  public void score(Similarity similarity, float[] query, long firstRow, float[] scores) {
    if (query.length != dimension) {
      throw new IllegalArgumentException(
          "dimension mismatch: rows have " + dimension + ", query has " + query.length);
    }
    Objects.checkFromIndexSize(firstRow, scores.length, rows());
    long bytesOfRow = 4L * dimension;
    similarity.compareRows(
        rows.asSlice(firstRow * bytesOfRow, scores.length * bytesOfRow), query, scores);
  }
}
