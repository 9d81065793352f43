package io.semblance.vectors;

import io.semblance.error.SemblanceException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * How close two vectors are; a higher score is always closer. The four functions and their names
 * are those of SentenceTransformers ({@code similarity_fn_name}).
 */
public enum Similarity {
  /** a·b / (|a| |b|), in [-1, 1] up to rounding; 0 when either vector is zero. */
  COSINE("cosine") {
    @Override
    float compare(float[] a, float[] b) {
      return Kernels.ACTIVE.dot(a, b)
          / (Vectors.clampNorm(Vectors.norm(a)) * Vectors.clampNorm(Vectors.norm(b)));
    }

    @Override
    void compareRows(MemorySegment rows, float[] query, float[] scores) {
      float queryNorm = Vectors.clampNorm(Vectors.norm(query));
      long stride = 4L * query.length;
      DOT_PRODUCT.compareRows(rows, query, scores);
      for (int row = 0; row < scores.length; row++) {
        float squaredNorm = Kernels.ACTIVE.squaredNorm(rows, row * stride, query.length);
        scores[row] /= queryNorm * Vectors.clampNorm((float) Math.sqrt(squaredNorm));
      }
    }
  },
  /** a·b, unbounded; equals cosine for unit vectors. */
  DOT_PRODUCT("dot") {
    @Override
    float compare(float[] a, float[] b) {
      return Kernels.ACTIVE.dot(a, b);
    }

    @Override
    void compareRows(MemorySegment rows, float[] query, float[] scores) {
      RowStreams.compare(rows, query, scores, Kernels.ACTIVE::dot, Kernels.ACTIVE::dot4);
    }
  },
  /** Minus the L2 distance, at most 0. */
  EUCLIDEAN("euclidean") {
    @Override
    float compare(float[] a, float[] b) {
      return -(float) Math.sqrt(Kernels.ACTIVE.squaredDistance(a, b));
    }

    @Override
    void compareRows(MemorySegment rows, float[] query, float[] scores) {
      Kernels kernels = Kernels.ACTIVE;
      RowStreams.compare(rows, query, scores, kernels::squaredDistance, kernels::squaredDistance4);
      for (int row = 0; row < scores.length; row++) {
        scores[row] = -(float) Math.sqrt(scores[row]);
      }
    }
  },
  /** Minus the L1 distance, at most 0. */
  MANHATTAN("manhattan") {
    @Override
    float compare(float[] a, float[] b) {
      return -Kernels.ACTIVE.manhattanDistance(a, b);
    }

    @Override
    void compareRows(MemorySegment rows, float[] query, float[] scores) {
      long stride = 4L * query.length;
      for (int row = 0; row < scores.length; row++) {
        scores[row] = -Kernels.ACTIVE.manhattanDistance(rows, row * stride, query);
      }
    }
  };

  private final String label;

  Similarity(String label) {
    this.label = label;
  }

  /** Parses {@link #label()}. */
  public static Similarity fromLabel(String label) {
    return Arrays.stream(values())
        .filter(similarity -> similarity.label.equals(label))
        .findFirst()
        .orElseThrow(() -> SemblanceException.invalid(unknown(label)));
  }

  private static String unknown(String label) {
    String known = Arrays.stream(values()).map(Similarity::label).collect(Collectors.joining(", "));
    return "similarity must be one of " + known + ", got: " + label;
  }

  /**
   * The name in model files and JSON: {@code cosine}, {@code dot}, {@code euclidean}, {@code
   * manhattan}.
   */
  public String label() {
    return label;
  }

  /**
   * Scores two vectors of equal length.
   *
   * @throws IllegalArgumentException when the lengths differ
   */
  public float score(float[] a, float[] b) {
    Vectors.requireSameLength(a, b);
    return compare(a, b);
  }

  abstract float compare(float[] a, float[] b);

  /** Fills {@code scores[i]} with the score of row {@code i}. */
  abstract void compareRows(MemorySegment rows, float[] query, float[] scores);
}
