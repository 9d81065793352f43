package io.semblance.clustering.duplicates;

/**
 * Groups of duplicates from all tiers, with what to keep and what to delete.
 *
 * <p>Items of one {@link UniqueTexts unique text} go together, with the vector of the one that
 * would be kept. Where two texts are near and their vectors too, the text is given as the reason.
 *
 * <p>The result does not depend on the order of the items or of the pairs. Takes 28 bytes a pair
 * and about 30 an item besides the result; time linear in both. Safe for many threads.
 *
 * <p>{@link GroupLinkage#STAR} is the star clustering of Aslam, Pelekhov and Rus, "The Star
 * Clustering Algorithm for Static and Dynamic Information Organization", 2004, with the walk in the
 * order of the {@link KeepRule}.
 *
 * @param items to group
 * @param nearTexts pairs of their unique texts
 * @param vectorPairs pairs of their vectors
 * @param rule which of a group to keep
 * @param linkage how far a group reaches
 */
public record Deduplication(
    Items items,
    NearTexts nearTexts,
    VectorPairs vectorPairs,
    KeepRule rule,
    GroupLinkage linkage) {
  public Deduplication {
    if (vectorPairs.vectorOf().length != items.count()) {
      throw new IllegalArgumentException(
          "each item needs a vector or -1, got: "
              + vectorPairs.vectorOf().length
              + " for "
              + items.count());
    }
  }

  /** Equal texts only, the first of them kept. */
  public static Deduplication exact(Items items) {
    return new Deduplication(
        items, NearTexts.NONE, VectorPairs.none(items), KeepRule.FIRST, GroupLinkage.STAR);
  }

  public Deduplication withNearTexts(NearTexts found) {
    return new Deduplication(items, found, vectorPairs, rule, linkage);
  }

  public Deduplication withVectorPairs(VectorPairs found) {
    return new Deduplication(items, nearTexts, found, rule, linkage);
  }

  public Deduplication withRule(KeepRule chosen) {
    return new Deduplication(items, nearTexts, vectorPairs, chosen, linkage);
  }

  public Deduplication withLinkage(GroupLinkage chosen) {
    return new Deduplication(items, nearTexts, vectorPairs, rule, chosen);
  }

  /** Decides. */
  public DuplicateGroups groups() {
    return new GroupWalk(this).groups();
  }
}
