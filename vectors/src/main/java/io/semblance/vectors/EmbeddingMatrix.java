package io.semblance.vectors;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Objects;

/**
 * A matrix of {@code rows x dimension} floats in one contiguous off-heap block, row after row, each
 * row an embedding.
 *
 * <p>Every access is bounds-checked. Reading is safe for many threads; so is writing to different
 * rows. After {@link #close()} every access, also through row views handed out before, throws
 * {@link IllegalStateException}.
 */
public final class EmbeddingMatrix implements AutoCloseable {
  private static final long ALIGNMENT = 64;

  private final Arena arena;
  private final MemorySegment values;
  private final int rows;
  private final int dimension;

  private EmbeddingMatrix(int rows, int dimension) {
    this.rows = rows;
    this.dimension = dimension;
    this.arena = Arena.ofShared();
    this.values = arena.allocate(4L * rows * dimension, ALIGNMENT);
  }

  /**
   * Makes a matrix of zeros.
   *
   * @param rows at least 0
   * @param dimension at least 1
   */
  public static EmbeddingMatrix allocate(int rows, int dimension) {
    if (rows < 0) {
      throw new IllegalArgumentException("rows must be at least 0, got: " + rows);
    }
    if (dimension < 1) {
      throw new IllegalArgumentException("dimension must be at least 1, got: " + dimension);
    }
    return new EmbeddingMatrix(rows, dimension);
  }

  /** Copies {@code float[rows][dimension]}, at least one row and all rows of one length. */
  public static EmbeddingMatrix copyOf(float[][] rows) {
    if (rows.length == 0) {
      throw new IllegalArgumentException("rows must not be empty: the dimension would be unknown");
    }
    EmbeddingMatrix matrix = allocate(rows.length, rows[0].length);
    try {
      for (int row = 0; row < rows.length; row++) {
        matrix.setRow(row, rows[row]);
      }
      return matrix;
    } catch (RuntimeException e) {
      matrix.close();
      throw e;
    }
  }

  public int rows() {
    return rows;
  }

  public int dimension() {
    return dimension;
  }

  /** Size of the values in bytes. */
  public long sizeInBytes() {
    return values.byteSize();
  }

  /** One component. */
  public float get(int row, int column) {
    Objects.checkIndex(column, dimension);
    return values.get(JAVA_FLOAT, offset(row) + 4L * column);
  }

  /** A read-only view of one row, no copy; valid until this matrix is closed. */
  public FloatBuffer row(int row) {
    return values
        .asSlice(offset(row), 4L * dimension)
        .asByteBuffer()
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer()
        .asReadOnlyBuffer();
  }

  /** A copy of one row; the array is the caller's. */
  public float[] copyRow(int row) {
    float[] copy = new float[dimension];
    copyRow(row, copy);
    return copy;
  }

  /** Copies one row to {@code target}, which has this matrix's dimension. */
  public void copyRow(int row, float[] target) {
    requireDimension(target);
    MemorySegment.copy(values, JAVA_FLOAT, offset(row), target, 0, dimension);
  }

  /** A copy of all rows, {@code float[rows][dimension]}; the arrays are the caller's. */
  public float[][] copyRows() {
    float[][] copy = new float[rows][];
    for (int row = 0; row < rows; row++) {
      copy[row] = copyRow(row);
    }
    return copy;
  }

  /** Overwrites one row with a copy of {@code vector}, which has this matrix's dimension. */
  public void setRow(int row, float[] vector) {
    requireDimension(vector);
    MemorySegment.copy(vector, 0, values, JAVA_FLOAT, offset(row), dimension);
  }

  /** Scores every row against {@code query}: {@code float[rows]}, the caller's. */
  public float[] scores(Similarity similarity, float[] query) {
    requireDimension(query);
    float[] scores = new float[rows];
    similarity.compareRows(values, query, scores);
    return scores;
  }

  /** The k rows closest to {@code query} by exact scan, best first, ties by row number. */
  public List<Scored> topK(Similarity similarity, float[] query, int k) {
    TopK best = new TopK(Math.min(k, Math.max(1, rows)));
    float[] scores = scores(similarity, query);
    for (int row = 0; row < rows; row++) {
      best.offer(row, scores[row]);
    }
    return best.best();
  }

  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }

  private long offset(int row) {
    return 4L * Objects.checkIndex(row, rows) * dimension;
  }

  private void requireDimension(float[] vector) {
    if (vector.length != dimension) {
      throw new IllegalArgumentException(
          "dimension mismatch: matrix has " + dimension + ", vector has " + vector.length);
    }
  }
}
