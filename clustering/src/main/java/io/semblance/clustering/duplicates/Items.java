package io.semblance.clustering.duplicates;

import java.util.List;

/**
 * What may be duplicates of each other: items from 0, each with an id and a text.
 *
 * @param ids of the items
 * @param texts of the items, equal ones found
 */
public record Items(ItemIds ids, UniqueTexts texts) {
  public Items {
    if (ids.count() != texts.items()) {
      throw new IllegalArgumentException(
          "items need an id and a text each, got: "
              + ids.count()
              + " ids and "
              + texts.items()
              + " texts");
    }
  }

  /** Items with texts; {@code ids} are all different. */
  public static Items of(List<String> ids, List<String> texts, TextForm form) {
    return new Items(ItemIds.of(ids), UniqueTexts.of(texts, form));
  }

  /** Items that are only known by their vectors. */
  public static Items withoutTexts(List<String> ids) {
    return new Items(ItemIds.of(ids), UniqueTexts.none(ids.size()));
  }

  public int count() {
    return ids.count();
  }
}
