package io.semblance.index.lucene;

import io.semblance.vectors.Similarity;
import org.apache.lucene.index.VectorSimilarityFunction;

/** A {@link VectorSimilarityFunction}: what people see, and the score that Lucene makes of it. */
enum FieldSimilarity {
  DOT_PRODUCT(Similarity.DOT_PRODUCT) {
    @Override
    float toLuceneScore(float dot) {
      return Math.max((1 + dot) / 2, 0);
    }

    @Override
    double fromLuceneScore(float score) {
      return 2.0 * score - 1;
    }
  },
  COSINE(Similarity.COSINE) {
    @Override
    float toLuceneScore(float cosine) {
      return Math.max((1 + cosine) / 2, 0);
    }

    @Override
    double fromLuceneScore(float score) {
      return 2.0 * score - 1;
    }
  },
  EUCLIDEAN(Similarity.EUCLIDEAN) {
    @Override
    float toLuceneScore(float minusDistance) {
      return 1 / (1 + minusDistance * minusDistance);
    }

    @Override
    double fromLuceneScore(float score) {
      return -Math.sqrt(1.0 / score - 1);
    }
  },
  MAXIMUM_INNER_PRODUCT(Similarity.DOT_PRODUCT) {
    @Override
    float toLuceneScore(float dot) {
      return dot < 0 ? 1 / (1 - dot) : dot + 1;
    }

    @Override
    double fromLuceneScore(float score) {
      return score < 1 ? 1 - 1.0 / score : score - 1.0;
    }
  };

  private final Similarity similarity;

  FieldSimilarity(Similarity similarity) {
    this.similarity = similarity;
  }

  static FieldSimilarity of(VectorSimilarityFunction function) {
    return switch (function) {
      case DOT_PRODUCT -> DOT_PRODUCT;
      case COSINE -> COSINE;
      case EUCLIDEAN -> EUCLIDEAN;
      case MAXIMUM_INNER_PRODUCT -> MAXIMUM_INNER_PRODUCT;
    };
  }

  Similarity similarity() {
    return similarity;
  }

  abstract float toLuceneScore(float similarity);

  abstract double fromLuceneScore(float score);
}
