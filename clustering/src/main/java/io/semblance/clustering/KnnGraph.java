package io.semblance.clustering;

import java.util.Objects;

/**
 * For each row its nearest other rows, best first: a directed k-nearest-neighbour graph. Immutable
 * when its arrays are no longer changed, then safe for many threads.
 *
 * <p>Takes {@code 8 * rows * k} bytes of heap.
 */
public final class KnnGraph {
  private final int rows;
  private final int k;
  private final int[] neighbors;
  private final float[] cosines;

  /**
   * Wraps arrays, which are not copied.
   *
   * @param rows at least 0
   * @param k room for neighbours of each row, at least 0
   * @param neighbors {@code int[rows * k]}: the neighbours of row r from {@code r * k} on, best
   *     first, ties by number, {@code -1} after the last
   * @param cosines {@code float[rows * k]}: their cosines
   */
  public KnnGraph(int rows, int k, int[] neighbors, float[] cosines) {
    if (neighbors.length != Math.multiplyExact(rows, k) || cosines.length != neighbors.length) {
      throw new IllegalArgumentException(
          "a graph of %s rows and %s neighbours needs arrays of their product, got: %s and %s"
              .formatted(rows, k, neighbors.length, cosines.length));
    }
    this.rows = rows;
    this.k = k;
    this.neighbors = neighbors;
    this.cosines = cosines;
  }

  public int rows() {
    return rows;
  }

  /** The most neighbours that a row has. */
  public int k() {
    return k;
  }

  /** How many neighbours a row has. */
  public int degree(int row) {
    int degree = k;
    while (degree > 0 && neighbors[row * k + degree - 1] < 0) {
      degree--;
    }
    return degree;
  }

  /**
   * A neighbour of a row.
   *
   * @param rank from 0, the nearest, to {@link #degree} - 1
   */
  public int neighbor(int row, int rank) {
    return neighbors[row * k + Objects.checkIndex(rank, k)];
  }

  /** The cosine of a row and its neighbour of that rank. */
  public float cosine(int row, int rank) {
    return cosines[row * k + Objects.checkIndex(rank, k)];
  }
}
