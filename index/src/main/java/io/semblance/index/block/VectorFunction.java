package io.semblance.index.block;

import io.semblance.error.SemblanceException;
import io.semblance.vectors.Similarity;
import io.semblance.vectors.Vectors;
import org.apache.lucene.index.VectorSimilarityFunction;

/**
 * A {@link Similarity} as Lucene computes it: which function, how vectors are prepared for it, and
 * how its scores, which Lucene maps to positive numbers, are mapped back to what people see.
 */
public enum VectorFunction {
  /**
   * Cosine, as the dot product of unit vectors, which saves the norms; Lucene's score is (1 +
   * cosine) / 2.
   */
  UNIT_DOT(VectorSimilarityFunction.DOT_PRODUCT) {
    @Override
    public float[] prepare(float[] vector) {
      float[] unit = vector.clone();
      Vectors.normalizeInPlace(unit);
      return unit;
    }

    @Override
    public double similarity(float luceneScore) {
      return 2.0 * luceneScore - 1;
    }
  },
  /** Dot product of any vectors; Lucene's score is 1 + dot, or 1 / (1 - dot) below zero. */
  DOT(VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT) {
    @Override
    public double similarity(float luceneScore) {
      return luceneScore < 1 ? 1 - 1.0 / luceneScore : luceneScore - 1.0;
    }
  },
  /** Minus the distance; Lucene's score is 1 / (1 + distance squared). */
  MINUS_DISTANCE(VectorSimilarityFunction.EUCLIDEAN) {
    @Override
    public double similarity(float luceneScore) {
      return -Math.sqrt(1.0 / luceneScore - 1);
    }
  };

  private final VectorSimilarityFunction lucene;

  VectorFunction(VectorSimilarityFunction lucene) {
    this.lucene = lucene;
  }

  public static VectorFunction of(Similarity similarity) {
    return switch (similarity) {
      case COSINE -> UNIT_DOT;
      case DOT_PRODUCT -> DOT;
      case EUCLIDEAN -> MINUS_DISTANCE;
      case MANHATTAN ->
          throw SemblanceException.invalid(
              "a collection's similarity must be cosine, dot or euclidean, got: manhattan");
    };
  }

  public VectorSimilarityFunction lucene() {
    return lucene;
  }

  /** The vector as it is stored or searched with; the argument is not changed. */
  public float[] prepare(float[] vector) {
    return vector;
  }

  /** Turns a Lucene score into the similarity that people see. */
  public abstract double similarity(float luceneScore);
}
