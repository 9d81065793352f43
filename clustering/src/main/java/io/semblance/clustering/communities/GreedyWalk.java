package io.semblance.clustering.communities;

import io.semblance.progress.ParallelLoops;
import io.semblance.progress.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Takes communities from the densest item on: what of its neighbours no earlier community has
 * taken, if that is still enough.
 *
 * <p>Items with few neighbours have them listed. For the others only heavy neighbours are unknown;
 * they are computed for a batch of items at a time, against the heavy items that are left, and only
 * for items that can still reach the least size.
 */
final class GreedyWalk {
  /** Columns are packed anew when fewer than this share of them is left. */
  private static final double REPACK = 0.75;

  private final Items items;
  private final Nearness nearness;
  private final NeighborLists lists;
  private final int[][] known;
  private final int leastWeight;
  private final boolean[] taken;
  private final ItemList members = new ItemList();
  private final int[] batch = new int[HeavyNeighbors.BATCH];
  private int batchEnd;
  private int nextOfBatch;
  private @Nullable HeavyNeighbors heavy;
  private int heavyLeft;
  private long heavyWeightLeft;

  GreedyWalk(Items items, Nearness nearness, NeighborLists lists, int leastWeight) {
    this.items = items;
    this.nearness = nearness;
    this.lists = lists;
    this.known = lists.complete();
    this.leastWeight = leastWeight;
    this.taken = new boolean[items.count()];
    for (int item = 0; item < items.count(); item++) {
      if (lists.isHeavy(item)) {
        heavyLeft++;
        heavyWeightLeft += items.weights()[item];
      }
    }
  }

  /**
   * The communities in the order in which they are taken.
   *
   * @param counts weight of each item's neighbours
   * @param progress counts items, those that cannot be centres first
   */
  List<Community> walk(int[] counts, ParallelLoops loops, Progress progress) {
    int[] candidates = candidates(counts);
    int passed = items.count() - candidates.length;
    List<Community> communities = new ArrayList<>();
    for (int at = 0; at < candidates.length; at++) {
      if (at % HeavyNeighbors.BATCH == 0) {
        progress.throwIfCancelled(CommunityDetection.WORK);
        progress.advancedTo(items.count() + passed + at);
      }
      if (untakenNeighbors(candidates, at, loops) >= leastWeight) {
        communities.add(take(candidates[at]));
      }
    }
    progress.advancedTo(2L * items.count());
    return communities;
  }

  private int[] candidates(int[] counts) {
    return IntStream.range(0, counts.length)
        .filter(item -> counts[item] >= leastWeight)
        .mapToLong(item -> (long) (Integer.MAX_VALUE - counts[item]) << 32 | item)
        .sorted()
        .mapToInt(key -> (int) key)
        .toArray();
  }

  /** Fills {@link #members} and tells their weight; 0 when it cannot be enough. */
  private int untakenNeighbors(int[] candidates, int at, ParallelLoops loops) {
    int item = candidates[at];
    if (lists.isHeavy(item)) {
      if (!canReach(item)) {
        return 0;
      }
      HeavyNeighbors neighbors = batchWith(candidates, at, loops);
      knownNeighbors(item);
      neighbors.addNeighbors(positionInBatch(item), members);
    } else {
      knownNeighbors(item);
      if (nearness.holdsForItself(item)) {
        members.add(item);
      }
    }
    return members.retainUntaken(taken, items.weights());
  }

  private void knownNeighbors(int item) {
    members.clear();
    for (int neighbor : known[item]) {
      members.add(neighbor);
    }
  }

  private boolean canReach(int heavyItem) {
    if (heavyWeightLeft >= leastWeight) {
      return true;
    }
    knownNeighbors(heavyItem);
    return members.retainUntaken(taken, items.weights()) + heavyWeightLeft >= leastWeight;
  }

  /** The product of a batch that has the candidate, and the next ones that may need one too. */
  private HeavyNeighbors batchWith(int[] candidates, int at, ParallelLoops loops) {
    HeavyNeighbors current = heavy;
    if (current != null && at < batchEnd) {
      return current;
    }
    if (current == null || heavyLeft < REPACK * current.columns()) {
      current = new HeavyNeighbors(items, nearness, untakenHeavy());
      heavy = current;
    }
    int size = 0;
    for (batchEnd = at; batchEnd < candidates.length && size < batch.length; batchEnd++) {
      if (lists.isHeavy(candidates[batchEnd]) && canReach(candidates[batchEnd])) {
        batch[size++] = candidates[batchEnd];
      }
    }
    nextOfBatch = 0;
    current.multiply(batch, size, loops);
    return current;
  }

  private int[] untakenHeavy() {
    return IntStream.range(0, items.count())
        .filter(item -> lists.isHeavy(item) && !taken[item])
        .toArray();
  }

  /** What can reach the least size now could when the batch was made: it is in it, in order. */
  private int positionInBatch(int item) {
    while (batch[nextOfBatch] != item) {
      nextOfBatch++;
    }
    return nextOfBatch;
  }

  private Community take(int center) {
    int[] neighbors = members.toArray();
    for (int member : neighbors) {
      taken[member] = true;
      if (lists.isHeavy(member)) {
        heavyLeft--;
        heavyWeightLeft -= items.weights()[member];
      }
    }
    return new Community(center, nearestFirst(center, neighbors));
  }

  private int[] nearestFirst(int center, int[] neighbors) {
    double[] cosines =
        Arrays.stream(neighbors)
            .mapToDouble(item -> item == center ? Double.MAX_VALUE : nearness.cosine(center, item))
            .toArray();
    return IntStream.range(0, neighbors.length)
        .boxed()
        .sorted(
            Comparator.comparingDouble((Integer i) -> -cosines[i])
                .thenComparingInt(i -> neighbors[i]))
        .mapToInt(i -> neighbors[i])
        .toArray();
  }
}
