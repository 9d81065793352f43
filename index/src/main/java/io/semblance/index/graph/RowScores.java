package io.semblance.index.graph;

import io.semblance.vectors.RowBlock;
import org.apache.lucene.index.VectorSimilarityFunction;

/**
 * How close rows are, higher being closer: in the order of one of Lucene's similarity functions,
 * though not on its scale. Safe for many threads.
 */
sealed interface RowScores {
  /** Scores {@code others[0 .. count - 1]} against {@code row}. */
  void score(int row, int[] others, int count, float[] scores);

  static RowScores of(VectorSimilarityFunction function, RowBlock rows) {
    return switch (function) {
      case DOT_PRODUCT, MAXIMUM_INNER_PRODUCT -> new Products(rows);
      case EUCLIDEAN -> new Distances(rows);
      case COSINE -> Cosines.of(rows);
    };
  }

  /** Dot products. */
  record Products(RowBlock rows) implements RowScores {
    @Override
    public void score(int row, int[] others, int count, float[] scores) {
      rows.dots(row, others, count, scores);
    }
  }

  /** Negative squared distances. */
  record Distances(RowBlock rows) implements RowScores {
    @Override
    public void score(int row, int[] others, int count, float[] scores) {
      rows.squaredDistances(row, others, count, scores);
      for (int i = 0; i < count; i++) {
        scores[i] = -scores[i];
      }
    }
  }

  /** Cosines; a vector of zeros is at 0 from all. */
  record Cosines(RowBlock rows, float[] inverseNorms) implements RowScores {
    static Cosines of(RowBlock rows) {
      float[] inverseNorms = new float[rows.rows()];
      for (int row = 0; row < inverseNorms.length; row++) {
        float squaredNorm = rows.squaredNorm(row);
        inverseNorms[row] = squaredNorm > 0 ? (float) (1 / Math.sqrt(squaredNorm)) : 0;
      }
      return new Cosines(rows, inverseNorms);
    }

    @Override
    public void score(int row, int[] others, int count, float[] scores) {
      rows.dots(row, others, count, scores);
      for (int i = 0; i < count; i++) {
        scores[i] *= inverseNorms[row] * inverseNorms[others[i]];
      }
    }
  }
}
