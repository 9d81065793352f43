package io.semblance.clustering;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Graphs of nearest neighbours of a few vectors, found in the plainest way. */
public final class ExactGraphs {
  private ExactGraphs() {}

  /** The graph in which each row lists its {@code k} nearest others, ties by number. */
  public static KnnGraph of(float[][] vectors, int k) {
    int rows = vectors.length;
    int[] neighbors = new int[rows * k];
    float[] cosines = new float[rows * k];
    for (int row = 0; row < rows; row++) {
      int from = row;
      int[] nearest =
          IntStream.range(0, rows)
              .filter(other -> other != from)
              .boxed()
              .sorted(
                  Comparator.comparing((Integer other) -> -cosine(vectors[from], vectors[other]))
                      .thenComparing(Comparator.naturalOrder()))
              .limit(k)
              .mapToInt(Integer::intValue)
              .toArray();
      for (int rank = 0; rank < k; rank++) {
        neighbors[row * k + rank] = rank < nearest.length ? nearest[rank] : -1;
        cosines[row * k + rank] =
            rank < nearest.length ? cosine(vectors[row], vectors[nearest[rank]]) : 0;
      }
    }
    return new KnnGraph(rows, k, neighbors, cosines);
  }

  private static float cosine(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return (float) sum;
  }
}
