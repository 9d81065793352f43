package io.semblance.clustering.topics;

import io.semblance.error.SemblanceException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * How many items two clusterings have in common, cluster by cluster, among the items that both
 * have.
 */
final class MemberOverlap {
  private final int[] sizesBefore;
  private final int[] sizesNow;
  private final long[] cells;
  private final int[] shared;

  /** Some items that were in one cluster and are in another. */
  record Cell(int before, int now, int shared) {}

  MemberOverlap(Generation before, Generation now) {
    this.sizesBefore = new int[before.clustering().clusters()];
    this.sizesNow = new int[now.clustering().clusters()];
    Map<String, Integer> labelsBefore = labels(before);
    labels(now);
    long[] pairs = new long[now.items().size()];
    int count = 0;
    for (int item = 0; item < pairs.length; item++) {
      Integer then = labelsBefore.get(now.items().get(item));
      if (then != null) {
        int label = now.clustering().labels()[item];
        count(sizesBefore, then);
        count(sizesNow, label);
        if (then >= 0 && label >= 0) {
          pairs[count++] = ((long) then << Integer.SIZE) | label;
        }
      }
    }
    long[] sorted = Arrays.copyOf(pairs, count);
    Arrays.sort(sorted);
    this.cells = Arrays.stream(sorted).distinct().toArray();
    this.shared = new int[cells.length];
    for (long pair : sorted) {
      shared[Arrays.binarySearch(cells, pair)]++;
    }
  }

  private static Map<String, Integer> labels(Generation generation) {
    Map<String, Integer> labels = new HashMap<>();
    for (int item = 0; item < generation.items().size(); item++) {
      String id = generation.items().get(item);
      if (labels.put(id, generation.clustering().labels()[item]) != null) {
        throw SemblanceException.invalid("items must have different ids, got twice: '" + id + "'");
      }
    }
    return labels;
  }

  private static void count(int[] sizes, int cluster) {
    if (cluster >= 0) {
      sizes[cluster]++;
    }
  }

  /** How many pairs of clusters have items in common. */
  int cells() {
    return cells.length;
  }

  /** Pairs with items in common, by rising numbers, the earlier cluster's first. */
  Cell cell(int index) {
    return new Cell((int) (cells[index] >>> Integer.SIZE), (int) cells[index], shared[index]);
  }

  double jaccard(Cell cell) {
    int union = sizesBefore[cell.before()] + sizesNow[cell.now()] - cell.shared();
    return (double) cell.shared() / union;
  }

  /** Whether at least half of the earlier cluster is in the pair. */
  boolean mostOfBefore(Cell cell) {
    return 2L * cell.shared() >= sizesBefore[cell.before()];
  }

  /** Whether at least half of the later cluster is in the pair. */
  boolean mostOfNow(Cell cell) {
    return 2L * cell.shared() >= sizesNow[cell.now()];
  }
}
