package io.semblance.clustering.duplicates;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The different texts of a list, in an order that depends on what they are and not on where they
 * stand: the tier of duplicates that costs next to nothing. Embed one text of each and the copies
 * cost nothing either.
 *
 * <p>Empty texts are one text, so they are duplicates of each other. Takes {@code 12} bytes of heap
 * an item besides the texts, which are kept as they are where they are in their form already. Safe
 * for many threads.
 */
public final class UniqueTexts {
  private final List<String> texts;
  private final int[] uniqueOf;
  private final int[] items;
  private final int[] starts;

  private UniqueTexts(List<String> texts, int[] uniqueOf, int[] items, int[] starts) {
    this.texts = texts;
    this.uniqueOf = uniqueOf;
    this.items = items;
    this.starts = starts;
  }

  /**
   * Finds the different texts.
   *
   * @param texts text i is that of item i
   * @param form what the same text is
   */
  public static UniqueTexts of(List<String> texts, TextForm form) {
    String[] forms = texts.stream().map(form::of).toArray(String[]::new);
    int[] sorted =
        IntStream.range(0, forms.length)
            .boxed()
            .sorted(
                Comparator.comparing((Integer item) -> forms[item])
                    .thenComparingInt(Integer::intValue))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] uniqueOf = new int[sorted.length];
    int[] starts = new int[sorted.length + 1];
    int count = 0;
    for (int at = 0; at < sorted.length; at++) {
      if (at == 0 || !forms[sorted[at]].equals(forms[sorted[at - 1]])) {
        starts[count++] = at;
      }
      uniqueOf[sorted[at]] = count - 1;
    }
    starts[count] = sorted.length;
    int[] ends = Arrays.copyOf(starts, count + 1);
    List<String> different =
        IntStream.range(0, count).mapToObj(unique -> forms[sorted[ends[unique]]]).toList();
    return new UniqueTexts(different, uniqueOf, sorted, ends);
  }

  /** Items that have no texts: each differs from all others, and all read as the empty text. */
  public static UniqueTexts none(int items) {
    int[] each = IntStream.range(0, items).toArray();
    return new UniqueTexts(
        Collections.nCopies(items, ""), each, each, IntStream.rangeClosed(0, items).toArray());
  }

  /** How many different texts there are. */
  public int count() {
    return texts.size();
  }

  /** How many items there are. */
  public int items() {
    return uniqueOf.length;
  }

  /** Which unique text an item has. */
  public int uniqueOf(int item) {
    return uniqueOf[item];
  }

  /** A unique text, in its form. */
  public String text(int unique) {
    return texts.get(unique);
  }

  /** How many items have a unique text; at least 1. */
  public int weight(int unique) {
    return starts[unique + 1] - starts[unique];
  }

  /** The items that have a unique text, lowest first. */
  public IntStream itemsOf(int unique) {
    return Arrays.stream(items, starts[unique], starts[unique + 1]);
  }

  /** The first item that has a unique text. */
  public int first(int unique) {
    return items[starts[unique]];
  }
}
