package io.semblance.index.clusters;

import io.semblance.clustering.UniqueRows;
import io.semblance.clustering.duplicates.Decision;
import io.semblance.clustering.duplicates.Deduplication;
import io.semblance.clustering.duplicates.DuplicateGroup;
import io.semblance.clustering.duplicates.Items;
import io.semblance.clustering.duplicates.KeepRule;
import io.semblance.clustering.duplicates.TextForm;
import io.semblance.clustering.duplicates.VectorPairs;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Joins documents to groups by pairs of their different vectors. Only documents that are in a group
 * are looked at, and the texts of only these are read: equal texts are the surest reason that one
 * can go.
 *
 * @param pairs of unique rows
 * @param changed rows of which one must be in each group; null for all groups
 */
record PairGroups(
    CollectionVectors vectors,
    UniqueRows unique,
    WantedPairs pairs,
    KeepRule keep,
    @Nullable BitSet changed) {
  List<ParaphraseGroup> groups() {
    BitSet involved = involved();
    int[] rows =
        IntStream.range(0, unique.rows())
            .filter(row -> involved.get(unique.uniqueOf(row)))
            .toArray();
    List<String> ids = IntStream.of(rows).mapToObj(vectors::id).toList();
    List<String> texts = IntStream.of(rows).mapToObj(vectors::text).toList();
    VectorPairs near =
        new VectorPairs(
            unique.count(),
            IntStream.of(rows).map(unique::uniqueOf).toArray(),
            visitor ->
                pairs.forEach(
                    pair -> visitor.pair(pair.first(), pair.second(), (float) pair.score())));
    return Deduplication.exact(Items.of(ids, texts, TextForm.CASE_SENSITIVE))
        .withVectorPairs(near)
        .withRule(keep)
        .groups()
        .groups()
        .stream()
        .filter(group -> changed == null || group.items().anyMatch(i -> changed.get(rows[i])))
        .map(group -> group(group, ids))
        .toList();
  }

  /** Vectors that are near another one, or that several documents have. */
  private BitSet involved() {
    BitSet involved = new BitSet(unique.count());
    pairs.forEach(
        pair -> {
          involved.set(pair.first());
          involved.set(pair.second());
        });
    for (int row = 0; row < unique.rows(); row++) {
      int number = unique.uniqueOf(row);
      if (unique.weight(number) > 1 && (changed == null || changed.get(row))) {
        involved.set(number);
      }
    }
    return involved;
  }

  private static ParaphraseGroup group(DuplicateGroup group, List<String> ids) {
    return new ParaphraseGroup(
        ids.get(group.keep().item()),
        group.deletes().stream().map(delete -> surplus(delete, ids)).toList(),
        group.minScore());
  }

  private static ParaphraseGroup.Surplus surplus(Decision.Delete delete, List<String> ids) {
    return new ParaphraseGroup.Surplus(ids.get(delete.item()), delete.tier(), delete.score());
  }
}
