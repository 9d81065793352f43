package io.semblance.clustering.communities;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The definition of SentenceTransformers' {@code community_detection}, step by step, with all lists
 * of neighbours held: for comparison.
 */
final class ListedCommunities {
  private ListedCommunities() {}

  static List<List<Integer>> of(float[][] vectors, double threshold, int minSize) {
    int least = Math.min(minSize, vectors.length);
    List<List<Integer>> candidates = new ArrayList<>();
    for (int row = 0; row < vectors.length; row++) {
      List<Integer> near = near(vectors, row, threshold);
      if (near.size() >= least) {
        candidates.add(near);
      }
    }
    candidates.sort(Comparator.comparingInt((List<Integer> list) -> -list.size()));
    Set<Integer> taken = new HashSet<>();
    List<List<Integer>> kept = new ArrayList<>();
    for (List<Integer> candidate : candidates) {
      List<Integer> rest = candidate.stream().filter(row -> !taken.contains(row)).toList();
      if (rest.size() >= least) {
        kept.add(rest);
        taken.addAll(rest);
      }
    }
    kept.sort(Comparator.comparingInt((List<Integer> list) -> -list.size()));
    return kept;
  }

  private static List<Integer> near(float[][] vectors, int row, double threshold) {
    return IntStream.range(0, vectors.length)
        .filter(other -> cosine(vectors[row], vectors[other]) >= threshold)
        .boxed()
        .sorted(
            Comparator.comparingDouble(
                (Integer other) -> other == row ? -2 : -cosine(vectors[row], vectors[other])))
        .toList();
  }

  private static double cosine(float[] a, float[] b) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int k = 0; k < a.length; k++) {
      ab += (double) a[k] * b[k];
      aa += (double) a[k] * a[k];
      bb += (double) b[k] * b[k];
    }
    return ab / Math.sqrt(aa * bb);
  }
}
