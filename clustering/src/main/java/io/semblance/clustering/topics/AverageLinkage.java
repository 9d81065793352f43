package io.semblance.clustering.topics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Average linkage over a matrix of similarities by chains of nearest neighbours (Murtagh, "A survey
 * of recent advances in hierarchical clustering algorithms", 1983), in time {@code O(n^2)}. Of
 * equally similar ones the one with the lower number is the nearer.
 */
final class AverageLinkage {
  /** Two groups named by one of their items each. */
  private record Merge(int one, int other, double similarity) {}

  /**
   * Two nodes that become one: below n an item, else the merge of number {@code node - n}.
   *
   * @param size how many items are below
   */
  record Step(int left, int right, double similarity, int size) {}

  private final double[][] similarities;
  private final int[] sizes;
  private final boolean[] merged;
  private final List<Merge> merges = new ArrayList<>();

  private AverageLinkage(double[][] similarities) {
    this.similarities = similarities;
    this.sizes = new int[similarities.length];
    this.merged = new boolean[similarities.length];
    Arrays.fill(sizes, 1);
  }

  /**
   * Merges until one group is left.
   *
   * @param similarities symmetric, n x n; overwritten
   * @return the most similar first; {@code n - 1} of them
   */
  static List<Step> of(double[][] similarities) {
    AverageLinkage linkage = new AverageLinkage(similarities);
    linkage.mergeAll();
    return linkage.numbered();
  }

  private void mergeAll() {
    int n = sizes.length;
    int[] chain = new int[n + 1];
    int length = 0;
    while (merges.size() < n - 1) {
      if (length == 0) {
        chain[length++] = IntStream.range(0, n).filter(i -> !merged[i]).findFirst().orElseThrow();
      }
      int last = chain[length - 1];
      int previous = length > 1 ? chain[length - 2] : -1;
      int nearest = nearest(last, previous);
      if (nearest == previous) {
        merge(last, previous);
        length -= 2;
      } else {
        chain[length++] = nearest;
      }
    }
  }

  /** The end of the chain stays when it is as near as any other: so chains end. */
  private int nearest(int group, int preferred) {
    int nearest = preferred;
    for (int other = 0; other < sizes.length; other++) {
      boolean nearer = nearest < 0 || similarities[group][other] > similarities[group][nearest];
      if (other != group && !merged[other] && nearer) {
        nearest = other;
      }
    }
    return nearest;
  }

  private void merge(int one, int other) {
    int kept = Math.min(one, other);
    int gone = Math.max(one, other);
    merges.add(new Merge(kept, gone, similarities[kept][gone]));
    double all = sizes[kept] + sizes[gone];
    for (int i = 0; i < sizes.length; i++) {
      double joined =
          (sizes[kept] * similarities[kept][i] + sizes[gone] * similarities[gone][i]) / all;
      similarities[kept][i] = joined;
      similarities[i][kept] = joined;
    }
    merged[gone] = true;
    sizes[kept] += sizes[gone];
  }

  private List<Step> numbered() {
    int n = sizes.length;
    List<Merge> ordered =
        merges.stream().sorted(Comparator.comparingDouble(merge -> -merge.similarity())).toList();
    int[] nodeOf = IntStream.range(0, n).toArray();
    int[] kept = IntStream.range(0, n).toArray();
    int[] size = new int[n];
    Arrays.fill(size, 1);
    List<Step> steps = new ArrayList<>();
    for (Merge merge : ordered) {
      int one = root(kept, merge.one());
      int other = root(kept, merge.other());
      size[one] += size[other];
      kept[other] = one;
      steps.add(
          new Step(
              Math.min(nodeOf[one], nodeOf[other]),
              Math.max(nodeOf[one], nodeOf[other]),
              merge.similarity(),
              size[one]));
      nodeOf[one] = n + steps.size() - 1;
    }
    return steps;
  }

  private static int root(int[] kept, int item) {
    int at = item;
    while (kept[at] != at) {
      kept[at] = kept[kept[at]];
      at = kept[at];
    }
    return at;
  }
}
