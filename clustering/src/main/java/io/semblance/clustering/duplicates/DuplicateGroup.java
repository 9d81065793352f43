package io.semblance.clustering.duplicates;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Duplicates of each other.
 *
 * @param keep the one that stays
 * @param deletes the others, at least one: the surest tier first, then by descending score, then by
 *     id
 */
public record DuplicateGroup(Decision.Keep keep, List<Decision.Delete> deletes) {
  public DuplicateGroup {
    deletes = List.copyOf(deletes);
    if (deletes.isEmpty()) {
      throw new IllegalArgumentException("a group of duplicates needs two items, got only one");
    }
  }

  /** How many items there are, the kept one included. */
  public int size() {
    return deletes.size() + 1;
  }

  /** The lowest score for which an item of the group is deleted, whatever its tier. */
  public float minScore() {
    return (float) deletes.stream().mapToDouble(Decision.Delete::score).min().orElseThrow();
  }

  /** All items, the kept one first. */
  public IntStream items() {
    return IntStream.concat(
        IntStream.of(keep.item()), deletes.stream().mapToInt(Decision.Delete::item));
  }
}
