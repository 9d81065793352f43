package io.semblance.clustering.duplicates;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * All duplicates among items. An item is in at most one group; those in none are kept.
 *
 * @param items how many items were compared
 * @param groups the largest first, equally large ones by the id of the kept item
 */
public record DuplicateGroups(int items, List<DuplicateGroup> groups) {
  public DuplicateGroups {
    groups = List.copyOf(groups);
  }

  /**
   * A group with items that came since an earlier run.
   *
   * @param group as it is now
   * @param newItems those of its items that came since, as in {@link DuplicateGroup#items}
   * @param isBorn whether fewer than two of its items were there before, so that it was no group
   */
  public record Growth(DuplicateGroup group, List<Integer> newItems, boolean isBorn) {
    public Growth {
      newItems = List.copyOf(newItems);
    }
  }

  /** How many items can go. */
  public int deleted() {
    return groups.stream().mapToInt(group -> group.deletes().size()).sum();
  }

  /** How many items stay. */
  public int kept() {
    return items - deleted();
  }

  /** The groups that have an item that came since an earlier run, in the order of the groups. */
  public List<Growth> grownBy(IntPredicate isNew) {
    List<Growth> grown = new ArrayList<>();
    for (DuplicateGroup group : groups) {
      List<Integer> newItems = group.items().filter(isNew).boxed().toList();
      if (!newItems.isEmpty()) {
        grown.add(new Growth(group, newItems, group.size() - newItems.size() < 2));
      }
    }
    return grown;
  }
}
