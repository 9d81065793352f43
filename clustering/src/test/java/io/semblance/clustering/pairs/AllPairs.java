package io.semblance.clustering.pairs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Every pair of rows, one by one and in double: what mining has to find. */
final class AllPairs {
  static final Comparator<Pair> ORDER =
      Comparator.comparingDouble((Pair pair) -> -pair.score())
          .thenComparingInt(Pair::first)
          .thenComparingInt(Pair::second);

  private AllPairs() {}

  static List<Pair> sorted(float[][] rows) {
    List<Pair> pairs = new ArrayList<>();
    for (int first = 0; first < rows.length; first++) {
      for (int second = first + 1; second < rows.length; second++) {
        pairs.add(new Pair(first, second, cosine(rows[first], rows[second])));
      }
    }
    pairs.sort(ORDER);
    return pairs;
  }

  static double cosine(float[] a, float[] b) {
    if (Arrays.equals(a, b)) {
      return 1;
    }
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += (double) a[k] * b[k];
    }
    return Math.clamp(sum, -1.0, 1.0);
  }
}
