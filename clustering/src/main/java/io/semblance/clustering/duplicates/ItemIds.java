package io.semblance.clustering.duplicates;

import io.semblance.error.SemblanceException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The ids of items and their order, in which whole numbers come first and by value, all other ids
 * after them by their characters. What is decided in this order does not depend on the order of the
 * input. Immutable.
 */
public final class ItemIds {
  private static final int MAX_DIGITS = 18; // of a number that surely fits a long
  private static final Comparator<String> ORDER =
      Comparator.comparing((String id) -> !isNumber(id))
          .thenComparingLong(id -> isNumber(id) ? Long.parseLong(id) : 0)
          .thenComparing(Comparator.naturalOrder());

  private final List<String> ids;
  private final int[] ranks;

  private ItemIds(List<String> ids, int[] ranks) {
    this.ids = ids;
    this.ranks = ranks;
  }

  /**
   * Sorts ids.
   *
   * @param ids one for each item, all different
   * @throws SemblanceException with code {@code INVALID_REQUEST} when two items have one id
   */
  public static ItemIds of(List<String> ids) {
    requireDifferent(ids);
    int[] sorted =
        IntStream.range(0, ids.size())
            .boxed()
            .sorted(Comparator.comparing(ids::get, ORDER))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] ranks = new int[sorted.length];
    for (int rank = 0; rank < sorted.length; rank++) {
      ranks[sorted[rank]] = rank;
    }
    return new ItemIds(List.copyOf(ids), ranks);
  }

  private static void requireDifferent(List<String> ids) {
    Map<String, Integer> first = HashMap.newHashMap(ids.size());
    for (int item = 0; item < ids.size(); item++) {
      Integer other = first.putIfAbsent(ids.get(item), item);
      if (other != null) {
        throw SemblanceException.invalid(
            "ids must be different, got: '"
                + ids.get(item)
                + "' for items "
                + other
                + " and "
                + item);
      }
    }
  }

  private static boolean isNumber(String id) {
    return !id.isEmpty()
        && id.length() <= MAX_DIGITS
        && id.chars().allMatch(character -> character >= '0' && character <= '9');
  }

  /** How many items there are. */
  public int count() {
    return ranks.length;
  }

  public String id(int item) {
    return ids.get(item);
  }

  /** How many items come before this one in the order of the ids. */
  public int rank(int item) {
    return ranks[item];
  }
}
