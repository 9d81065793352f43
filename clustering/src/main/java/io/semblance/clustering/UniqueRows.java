package io.semblance.clustering;

import io.semblance.error.SemblanceException;
import io.semblance.progress.ParallelLoops;
import io.semblance.vectors.EmbeddingMatrix;
import io.semblance.vectors.product.PackedRows;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The different rows of a matrix, in an order that depends on what they are and not on where they
 * stand. Work on them gives the same result for shuffled input, and copies cost nothing: each
 * unique row has a weight, the number of rows that are equal to it.
 *
 * <p>The matrix stays the caller's and must not change while this is used. Safe for many threads.
 */
public final class UniqueRows {
  private static final double UNIT_TOLERANCE = 1e-3;
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private final EmbeddingMatrix matrix;
  private final int[] first;
  private final int[] uniqueOf;
  private final int[] weights;

  private UniqueRows(EmbeddingMatrix matrix, int[] first, int[] uniqueOf, int[] weights) {
    this.matrix = matrix;
    this.first = first;
    this.uniqueOf = uniqueOf;
    this.weights = weights;
  }

  /**
   * Finds the different rows.
   *
   * @param matrix rows of unit length
   * @throws SemblanceException with code {@code INVALID_REQUEST} when a row has a component that is
   *     not finite, or not unit length
   */
  public static UniqueRows of(EmbeddingMatrix matrix) {
    long[] hashes = new long[matrix.rows()];
    float[] row = new float[matrix.dimension()];
    for (int i = 0; i < hashes.length; i++) {
      matrix.copyRow(i, row);
      requireUnitLength(row, i);
      hashes[i] = hash(row);
    }
    return collapse(matrix, hashes, sorted(matrix, hashes));
  }

  private static void requireUnitLength(float[] row, int number) {
    double squares = 0;
    for (float value : row) {
      squares += (double) value * value;
    }
    if (!(Math.abs(Math.sqrt(squares) - 1) <= UNIT_TOLERANCE)) {
      throw SemblanceException.invalid(
          String.format(
              Locale.ROOT,
              "vectors must have length 1, got: %s in row %d",
              Math.sqrt(squares),
              number));
    }
  }

  private static long hash(float[] row) {
    long hash = row.length;
    for (float value : row) {
      hash = (hash ^ Float.floatToIntBits(value + 0.0f)) * MIX; // adding 0 makes -0 equal to 0
      hash ^= hash >>> 32;
    }
    return hash;
  }

  private static int[] sorted(EmbeddingMatrix matrix, long[] hashes) {
    return IntStream.range(0, hashes.length)
        .boxed()
        .sorted(
            (a, b) -> {
              int byHash = Long.compare(hashes[a], hashes[b]);
              int byContent = byHash != 0 ? byHash : compare(matrix, a, b);
              return byContent != 0 ? byContent : Integer.compare(a, b);
            })
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static int compare(EmbeddingMatrix matrix, int a, int b) {
    for (int k = 0; k < matrix.dimension(); k++) {
      int order = Float.compare(matrix.get(a, k) + 0.0f, matrix.get(b, k) + 0.0f);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static UniqueRows collapse(EmbeddingMatrix matrix, long[] hashes, int[] sorted) {
    int[] first = new int[sorted.length];
    int[] weights = new int[sorted.length];
    int[] uniqueOf = new int[sorted.length];
    int count = 0;
    for (int i = 0; i < sorted.length; i++) {
      int row = sorted[i];
      boolean copy =
          i > 0 && hashes[row] == hashes[sorted[i - 1]] && compare(matrix, row, sorted[i - 1]) == 0;
      if (!copy) {
        first[count++] = row;
      }
      uniqueOf[row] = count - 1;
      weights[count - 1]++;
    }
    return new UniqueRows(
        matrix, Arrays.copyOf(first, count), uniqueOf, Arrays.copyOf(weights, count));
  }

  /** How many different rows there are. */
  public int count() {
    return first.length;
  }

  /** How many rows the matrix has. */
  public int rows() {
    return uniqueOf.length;
  }

  public int dimension() {
    return matrix.dimension();
  }

  /** The matrix that has the rows. */
  public EmbeddingMatrix matrix() {
    return matrix;
  }

  /** The first row of the matrix that a unique row stands for; its vector is read there. */
  public int first(int unique) {
    return first[unique];
  }

  /** Which unique row a row of the matrix is. */
  public int uniqueOf(int row) {
    return uniqueOf[row];
  }

  /** How many rows of the matrix a unique row stands for; at least 1. */
  public int weight(int unique) {
    return weights[unique];
  }

  /** All weights, {@code int[count]}; the array is the caller's. */
  public int[] weights() {
    return weights.clone();
  }

  /** Copies a unique row to {@code target}, which has the matrix's dimension. */
  public void copy(int unique, float[] target) {
    matrix.copyRow(first[unique], target);
  }

  /** The unique rows, packed for products; row i of the result is unique row i. */
  public PackedRows pack() {
    return PackedRows.of(matrix, first);
  }

  /** The same on many threads. */
  public PackedRows pack(ParallelLoops loops) {
    return PackedRows.of(matrix, first, loops);
  }

  /**
   * A value for each row of the matrix, from one for each unique row; the array is the caller's.
   */
  public int[] expand(int[] ofUnique) {
    return Arrays.stream(uniqueOf).map(unique -> ofUnique[unique]).toArray();
  }
}
