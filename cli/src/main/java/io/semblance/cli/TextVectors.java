package io.semblance.cli;

import io.semblance.clustering.UniqueRows;
import io.semblance.vectors.EmbeddingMatrix;
import java.util.List;

/**
 * Texts with their vectors, in an order that depends on the texts alone.
 *
 * @param items item i has row i of the matrix
 * @param matrix rows of unit length; closed with this
 * @param unique its different rows
 */
record TextVectors(List<TextItem> items, EmbeddingMatrix matrix, UniqueRows unique)
    implements AutoCloseable {
  /** Takes over a matrix; closes it when its rows are refused. */
  static TextVectors of(List<TextItem> items, EmbeddingMatrix matrix) {
    try {
      return new TextVectors(items, matrix, UniqueRows.of(matrix));
    } catch (RuntimeException e) {
      matrix.close();
      throw e;
    }
  }

  @Override
  public void close() {
    matrix.close();
  }
}
