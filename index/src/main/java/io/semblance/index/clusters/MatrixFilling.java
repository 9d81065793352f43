package io.semblance.index.clusters;

import io.semblance.progress.Progress;
import io.semblance.vectors.EmbeddingMatrix;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;

/** Copies the vectors of documents to a matrix, segment after segment as the files have them. */
record MatrixFilling(IndexReader reader, int dimension, boolean unitLength) {
  private static final int STEP = 4096;

  /**
   * A filled matrix.
   *
   * @param documents numbers of the documents of its rows
   * @param withoutVector numbers of those that have no row, in the order that they were given
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Filled(EmbeddingMatrix matrix, int[] documents, int[] withoutVector) {}

  /**
   * Fills a matrix with the vectors of documents in a given order; it is the caller's.
   *
   * @param order numbers of documents in the view
   */
  Filled fill(int[] order, Progress progress) throws IOException {
    boolean[] hasVector = new boolean[order.length];
    EmbeddingMatrix matrix = EmbeddingMatrix.allocate(order.length, dimension);
    try {
      copy(order, matrix, hasVector, progress);
      return compact(order, matrix, hasVector);
    } catch (IOException | RuntimeException e) {
      matrix.close();
      throw e;
    }
  }

  private void copy(int[] order, EmbeddingMatrix matrix, boolean[] hasVector, Progress progress)
      throws IOException {
    int[] rows = byDocument(order);
    float[] vector = new float[dimension];
    int next = 0;
    for (LeafReaderContext leaf : reader.leaves()) {
      int end = leaf.docBase + leaf.reader().maxDoc();
      DocumentVectors vectors = new DocumentVectors(leaf.reader(), dimension, unitLength);
      for (; next < rows.length && order[rows[next]] < end; next++) {
        int row = rows[next];
        hasVector[row] = vectors.read(order[row] - leaf.docBase, vector);
        if (hasVector[row]) {
          matrix.setRow(row, vector);
        }
        if (next % STEP == 0) {
          progress.advancedTo(next);
          progress.throwIfCancelled("reading vectors");
        }
      }
    }
    progress.advancedTo(next);
  }

  /** Positions in the order, ascending by document. */
  private static int[] byDocument(int[] order) {
    long[] keys = new long[order.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = (long) order[i] << Integer.SIZE | i;
    }
    Arrays.sort(keys);
    return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
  }

  private Filled compact(int[] order, EmbeddingMatrix matrix, boolean[] hasVector) {
    int[] with = IntStream.range(0, order.length).filter(row -> hasVector[row]).toArray();
    int[] documents = Arrays.stream(with).map(row -> order[row]).toArray();
    int[] without =
        IntStream.range(0, order.length)
            .filter(row -> !hasVector[row])
            .map(row -> order[row])
            .toArray();
    if (without.length == 0) {
      return new Filled(matrix, documents, without);
    }
    EmbeddingMatrix smaller = EmbeddingMatrix.allocate(with.length, dimension);
    float[] vector = new float[dimension];
    for (int row = 0; row < with.length; row++) {
      matrix.copyRow(with[row], vector);
      smaller.setRow(row, vector);
    }
    matrix.close();
    return new Filled(smaller, documents, without);
  }
}
