package io.semblance.index.clusters;

import io.semblance.index.block.BlockLayout;
import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.jspecify.annotations.Nullable;

/**
 * The vectors of one segment's documents: the mean direction of their passages. Documents are asked
 * for in ascending order. One thread.
 */
final class DocumentVectors {
  /** Shorter sums have no direction that means anything. */
  private static final double SHORTEST = 1e-6;

  private final @Nullable FloatVectorValues vectors;
  private final @Nullable DocIndexIterator position;
  private final @Nullable NumericDocValues passages;
  private final boolean unitLength;
  private final double[] sum;

  /**
   * Opens a segment.
   *
   * @param unitLength whether stored vectors have length 1, so that a single one is taken as it is
   */
  DocumentVectors(LeafReader segment, int dimension, boolean unitLength) throws IOException {
    this.vectors = segment.getFloatVectorValues(BlockLayout.VECTOR);
    this.position = vectors == null ? null : vectors.iterator();
    this.passages = segment.getNumericDocValues(BlockLayout.PASSAGES);
    this.unitLength = unitLength;
    this.sum = new double[dimension];
  }

  /**
   * Writes the unit vector of a document to {@code target}.
   *
   * @param document its number in the segment
   * @return false when it has none: no passage, or passages that cancel out
   */
  boolean read(int document, float[] target) throws IOException {
    int count = passageCount(document);
    if (count == 0 || vectors == null || position == null) {
      return false;
    }
    if (count == 1 && unitLength) {
      float[] only = vector(vectors, position, document - 1);
      System.arraycopy(only, 0, target, 0, target.length);
      return isUnit(target);
    }
    Arrays.fill(sum, 0);
    for (int child = document - count; child < document; child++) {
      float[] passage = vector(vectors, position, child);
      for (int d = 0; d < sum.length; d++) {
        sum[d] += passage[d];
      }
    }
    return normalize(count, target);
  }

  private int passageCount(int document) throws IOException {
    if (passages == null || !passages.advanceExact(document)) {
      throw new IllegalStateException("document " + document + " does not tell its passages");
    }
    return (int) passages.longValue();
  }

  private static float[] vector(FloatVectorValues vectors, DocIndexIterator position, int child)
      throws IOException {
    if (position.docID() < child) {
      position.advance(child);
    }
    if (position.docID() != child) {
      throw new IllegalStateException("passage " + child + " has no vector");
    }
    return vectors.vectorValue(position.index());
  }

  private boolean normalize(int count, float[] target) {
    double squares = 0;
    for (double value : sum) {
      squares += value * value;
    }
    double norm = Math.sqrt(squares);
    if (!(norm > SHORTEST * count)) {
      return false;
    }
    for (int d = 0; d < sum.length; d++) {
      target[d] = (float) (sum[d] / norm);
    }
    return true;
  }

  /** A text without words that the model knows may have the zero vector. */
  private static boolean isUnit(float[] vector) {
    double squares = 0;
    for (float value : vector) {
      squares += (double) value * value;
    }
    return squares > 0.5;
  }
}
