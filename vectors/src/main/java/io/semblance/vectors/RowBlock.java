package io.semblance.vectors;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * Rows of floats in a block of memory that somebody else owns, such as a mapped file: a view for
 * comparing one row, or a query, with many others. Safe for many threads. Valid as long as the
 * memory is; access after that throws {@link IllegalStateException}.
 */
public final class RowBlock {
  private static final int GROUP = 4;

  private final MemorySegment values;
  private final int rows;
  private final int dimension;
  private final long rowBytes;

  private RowBlock(MemorySegment values, int rows, int dimension) {
    this.values = values;
    this.rows = rows;
    this.dimension = dimension;
    this.rowBytes = 4L * dimension;
  }

  /**
   * Views rows that lie one after the other.
   *
   * @param values {@code 4 * rows * dimension} bytes off heap, in the byte order of this machine
   * @param rows at least 0
   * @param dimension at least 1
   */
  public static RowBlock of(MemorySegment values, int rows, int dimension) {
    if (rows < 0 || dimension < 1 || values.byteSize() != 4L * rows * dimension) {
      throw new IllegalArgumentException(
          rows + " rows of " + dimension + " floats do not fill " + values.byteSize() + " bytes");
    }
    if (!values.isNative()) {
      throw new IllegalArgumentException("rows must be off heap, got an array");
    }
    return new RowBlock(values, rows, dimension);
  }

  public int rows() {
    return rows;
  }

  public int dimension() {
    return dimension;
  }

  /**
   * Dot products of one row with {@code others[0 .. count - 1]}, written to {@code products}. Four
   * rows are read at a time, so that their cache misses overlap.
   */
  public void dots(int row, int[] others, int count, float[] products) {
    long query = offset(row);
    int i = 0;
    for (; i <= count - GROUP; i += GROUP) {
      RowKernels.ACTIVE.dots(
          values,
          query,
          offset(others[i]),
          offset(others[i + 1]),
          offset(others[i + 2]),
          offset(others[i + 3]),
          dimension,
          products,
          i);
    }
    for (; i < count; i++) {
      products[i] = RowKernels.ACTIVE.dot(values, query, offset(others[i]), dimension);
    }
  }

  /** Squared L2 distances of one row to {@code others[0 .. count - 1]}. */
  public void squaredDistances(int row, int[] others, int count, float[] distances) {
    long query = offset(row);
    int i = 0;
    for (; i <= count - GROUP; i += GROUP) {
      RowKernels.ACTIVE.squaredDistances(
          values,
          query,
          offset(others[i]),
          offset(others[i + 1]),
          offset(others[i + 2]),
          offset(others[i + 3]),
          dimension,
          distances,
          i);
    }
    for (; i < count; i++) {
      distances[i] = RowKernels.ACTIVE.squaredDistance(values, query, offset(others[i]), dimension);
    }
  }

  /**
   * Scores as many rows against a query as {@code scores} has elements, from {@code firstRow} on.
   *
   * @throws IllegalArgumentException when {@code query} has another dimension
   * @throws IndexOutOfBoundsException when there are fewer rows
   */
  public void score(Similarity similarity, float[] query, int firstRow, float[] scores) {
    if (query.length != dimension) {
      throw new IllegalArgumentException(
          "dimension mismatch: rows have " + dimension + ", query has " + query.length);
    }
    Objects.checkFromIndexSize(firstRow, scores.length, rows);
    similarity.compareRows(
        values.asSlice(firstRow * rowBytes, scores.length * rowBytes), query, scores);
  }

  /** Squared L2 norm of a row. */
  public float squaredNorm(int row) {
    return RowKernels.ACTIVE.dot(values, offset(row), offset(row), dimension);
  }

  private long offset(int row) {
    return Objects.checkIndex(row, rows) * rowBytes;
  }
}
