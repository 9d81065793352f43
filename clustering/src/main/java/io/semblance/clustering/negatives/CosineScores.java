package io.semblance.clustering.negatives;

import io.semblance.vectors.EmbeddingMatrix;
import io.semblance.vectors.Scored;
import java.util.List;

/** Cosines of unit vectors, summed in double. */
record CosineScores(EmbeddingMatrix queries, EmbeddingMatrix corpus) implements PassageScores {
  @Override
  public List<Scored> scored(int query, List<Integer> passages) {
    float[] vector = queries.copyRow(query);
    float[] other = new float[corpus.dimension()];
    return passages.stream()
        .map(
            passage -> {
              corpus.copyRow(passage, other);
              return new Scored(passage, (float) product(vector, other));
            })
        .toList();
  }

  private static double product(float[] a, float[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += (double) a[k] * b[k];
    }
    return sum;
  }
}
