package io.semblance.clustering.communities;

import io.semblance.clustering.UniqueRows;
import io.semblance.error.SemblanceException;
import io.semblance.vectors.EmbeddingMatrix;
import io.semblance.vectors.Vectors;
import io.semblance.vectors.product.PackedRows;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What communities are made of: rows of a matrix, each with a weight.
 *
 * @param rows the matrix's row of each item
 * @param weights how many rows each item stands for
 */
record Items(EmbeddingMatrix matrix, int[] rows, int[] weights) {
  static Items of(UniqueRows unique) {
    int[] rows = IntStream.range(0, unique.count()).map(unique::first).toArray();
    return new Items(unique.matrix(), rows, unique.weights());
  }

  /**
   * Each row for itself.
   *
   * @param matrix rows of unit length or zeros
   */
  static Items of(EmbeddingMatrix matrix) {
    int[] ones = new int[matrix.rows()];
    Arrays.fill(ones, 1);
    return new Items(matrix, IntStream.range(0, matrix.rows()).toArray(), ones);
  }

  /** A copy of the matrix with rows of unit length; it is the caller's. */
  static EmbeddingMatrix normalized(EmbeddingMatrix matrix) {
    EmbeddingMatrix normalized = EmbeddingMatrix.allocate(matrix.rows(), matrix.dimension());
    try {
      float[] row = new float[matrix.dimension()];
      for (int i = 0; i < matrix.rows(); i++) {
        matrix.copyRow(i, row);
        requireFinite(row, i);
        Vectors.normalizeInPlace(row);
        normalized.setRow(i, row);
      }
      return normalized;
    } catch (RuntimeException e) {
      normalized.close();
      throw e;
    }
  }

  private static void requireFinite(float[] row, int number) {
    for (float value : row) {
      if (!Float.isFinite(value)) {
        throw SemblanceException.invalid(
            "vectors must be finite numbers, got: " + value + " in row " + number);
      }
    }
  }

  int count() {
    return rows.length;
  }

  /** How many rows all items stand for. */
  int weight() {
    return Arrays.stream(weights).sum();
  }

  PackedRows pack(int[] items) {
    return PackedRows.of(matrix, Arrays.stream(items).map(item -> rows[item]).toArray());
  }

  PackedRows pack() {
    return PackedRows.of(matrix, rows);
  }

  void copy(int item, float[] target) {
    matrix.copyRow(rows[item], target);
  }
}
