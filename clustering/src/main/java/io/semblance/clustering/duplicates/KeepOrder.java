package io.semblance.clustering.duplicates;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Unique texts in the order in which a rule keeps them, and the item of each that it keeps. */
final class KeepOrder {
  private final int[] texts;
  private final int[] ranks;
  private final int[] itemOf;

  private KeepOrder(int[] texts, int[] itemOf) {
    this.texts = texts;
    this.itemOf = itemOf;
    this.ranks = new int[texts.length];
    for (int rank = 0; rank < texts.length; rank++) {
      ranks[texts[rank]] = rank;
    }
  }

  /** The order by a rule that looks at each item alone; by the lowest ids where it does not. */
  static KeepOrder of(Items items, KeepRule rule) {
    int[] itemOf = itemOf(items, rule);
    UniqueTexts texts = items.texts();
    Comparator<Integer> byId = Comparator.comparingInt(text -> items.ids().rank(itemOf[text]));
    return switch (rule) {
      case FIRST, MOST_CENTRAL -> sorted(byId, itemOf);
      case LAST -> sorted(byId.reversed(), itemOf);
      case LONGEST ->
          sorted(
              Comparator.comparingInt((Integer text) -> -codePoints(texts.text(text)))
                  .thenComparing(byId),
              itemOf);
    };
  }

  /** The order by how many items each is directly similar to. */
  static KeepOrder byReach(Items items, Reach reach) {
    int[] itemOf = itemOf(items, KeepRule.MOST_CENTRAL);
    return sorted(
        Comparator.comparingLong((Integer text) -> -reach.items(text))
            .thenComparingDouble(text -> -reach.score(text))
            .thenComparingInt(text -> items.ids().rank(itemOf[text])),
        itemOf);
  }

  private static int[] itemOf(Items items, KeepRule rule) {
    int sign = rule == KeepRule.LAST ? -1 : 1;
    Comparator<Integer> byId = Comparator.comparingInt(item -> sign * items.ids().rank(item));
    return IntStream.range(0, items.texts().count())
        .map(text -> items.texts().itemsOf(text).boxed().min(byId).orElseThrow())
        .toArray();
  }

  private static KeepOrder sorted(Comparator<Integer> order, int[] itemOf) {
    return new KeepOrder(
        IntStream.range(0, itemOf.length)
            .boxed()
            .sorted(order)
            .mapToInt(Integer::intValue)
            .toArray(),
        itemOf);
  }

  private static int codePoints(String text) {
    return text.codePointCount(0, text.length());
  }

  int count() {
    return texts.length;
  }

  /** The text of a rank; 0 is kept before all others. */
  int text(int rank) {
    return texts[rank];
  }

  int rank(int text) {
    return ranks[text];
  }

  /** The item of a text that is kept before its other items. */
  int item(int text) {
    return itemOf[text];
  }
}
