package io.semblance.clustering.pairs;

import io.semblance.clustering.UniqueRows;
import io.semblance.error.SemblanceException;
import io.semblance.vectors.EmbeddingMatrix;
import io.semblance.vectors.Vectors;
import io.semblance.vectors.product.PackedRows;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Rows on the left, for each of which the nearest on the right are wanted, both by their place.
 *
 * @param left numbers of rows of {@code leftMatrix}
 * @param right numbers of rows of {@code rightMatrix}
 * @param self for each on the left the place on the right that is itself, or -1
 */
record NearestSides(
    EmbeddingMatrix leftMatrix, int[] left, EmbeddingMatrix rightMatrix, int[] right, int[] self) {
  private static final float UNIT_TOLERANCE = 1e-3f;

  static NearestSides of(EmbeddingMatrix queries, EmbeddingMatrix corpus) {
    if (queries.dimension() != corpus.dimension()) {
      throw SemblanceException.invalid(
          "dimension mismatch: corpus has "
              + corpus.dimension()
              + ", queries have "
              + queries.dimension());
    }
    requireUnitLength(queries);
    requireUnitLength(corpus);
    int[] none = new int[queries.rows()];
    Arrays.fill(none, -1);
    return new NearestSides(queries, all(queries), corpus, all(corpus), none);
  }

  static NearestSides of(UniqueRows rows, int[] queries) {
    int[] firsts = IntStream.range(0, rows.count()).map(rows::first).toArray();
    int[] left = Arrays.stream(queries).map(number -> firsts[number]).toArray();
    return new NearestSides(rows.matrix(), left, rows.matrix(), firsts, queries.clone());
  }

  private static int[] all(EmbeddingMatrix matrix) {
    return IntStream.range(0, matrix.rows()).toArray();
  }

  private static void requireUnitLength(EmbeddingMatrix matrix) {
    float[] row = new float[matrix.dimension()];
    for (int i = 0; i < matrix.rows(); i++) {
      matrix.copyRow(i, row);
      if (!(Math.abs(Vectors.norm(row) - 1) <= UNIT_TOLERANCE)) {
        throw SemblanceException.invalid(
            "vectors must have length 1, got: " + Vectors.norm(row) + " in row " + i);
      }
    }
  }

  /** Some of the rows on the left. */
  NearestSides only(int[] places) {
    return new NearestSides(
        leftMatrix,
        Arrays.stream(places).map(place -> left[place]).toArray(),
        rightMatrix,
        right,
        Arrays.stream(places).map(place -> self[place]).toArray());
  }

  /** A range of the rows on the left, as many as there are. */
  NearestSides onlyLeft(int from, int count) {
    return only(IntStream.range(from, (int) Math.min(left.length, (long) from + count)).toArray());
  }

  /** A range of the rows on the right, as many as there are; nothing is itself any more. */
  NearestSides onlyRight(int from, int count) {
    int to = (int) Math.min(right.length, (long) from + count);
    int[] none = new int[left.length];
    Arrays.fill(none, -1);
    return new NearestSides(
        leftMatrix, left, rightMatrix, Arrays.copyOfRange(right, from, to), none);
  }

  /** How many neighbours a row on the left can have. */
  int others() {
    boolean hasSelf = self.length > 0 && self[0] >= 0;
    return right.length - (hasSelf ? 1 : 0);
  }

  PackedRows packLeft() {
    return PackedRows.of(leftMatrix, left);
  }

  PackedRows packRight() {
    return PackedRows.of(rightMatrix, right);
  }

  ExactCosines cosines() {
    return new ExactCosines(leftMatrix, rightMatrix);
  }
}
