package io.semblance.eval.measure;

import io.semblance.error.SemblanceException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Pairs of items that people say are duplicates. A pair has no direction and counts once, however
 * often it is given. Immutable.
 */
public final class GoldPairs {
  private static final int LOW_BITS = 32;

  private final int items;
  private final long[] names;
  private final int unknown;

  private GoldPairs(int items, long[] names, int unknown) {
    this.items = items;
    this.names = names;
    this.unknown = unknown;
  }

  /** Two ids. */
  public record IdPair(String first, String second) {}

  /**
   * Finds the items of pairs; a pair with an id that no item has is left out.
   *
   * @param ids of the items, all different; item i has the i-th one
   * @throws SemblanceException with code {@code INVALID_REQUEST} when a pair has one id twice
   */
  public static GoldPairs of(List<String> ids, List<IdPair> pairs) {
    Map<String, Integer> items = HashMap.newHashMap(ids.size());
    for (int item = 0; item < ids.size(); item++) {
      items.put(ids.get(item), item);
    }
    long[] names = new long[pairs.size()];
    int known = 0;
    for (IdPair pair : pairs) {
      requireTwo(pair);
      Integer first = items.get(pair.first());
      Integer second = items.get(pair.second());
      if (first != null && second != null) {
        names[known++] = name(first, second);
      }
    }
    return new GoldPairs(ids.size(), different(Arrays.copyOf(names, known)), pairs.size() - known);
  }

  private static void requireTwo(IdPair pair) {
    if (pair.first().equals(pair.second())) {
      throw SemblanceException.invalid("a gold pair needs two ids, got twice: " + pair.first());
    }
  }

  private static long name(int a, int b) {
    return ((long) Math.min(a, b) << LOW_BITS) | Math.max(a, b);
  }

  private static long[] different(long[] names) {
    return LongStream.of(names).sorted().distinct().toArray();
  }

  /**
   * All pairs of items that are connected through given ones: where a and b are duplicates, and b
   * and c, then a and c. Grows with the square of the largest connected set.
   */
  public GoldPairs closed() {
    int[] sets = connected();
    int[] sizes = new int[items];
    Arrays.stream(sets).forEach(set -> sizes[set]++);
    int[][] members = new int[items][];
    Arrays.setAll(members, set -> new int[sizes[set]]);
    int[] next = new int[items];
    for (int item = 0; item < items; item++) {
      members[sets[item]][next[sets[item]]++] = item;
    }
    long[] closed =
        Arrays.stream(members)
            .flatMapToLong(
                set ->
                    Arrays.stream(set)
                        .boxed()
                        .flatMapToLong(
                            a -> Arrays.stream(set).filter(b -> b > a).mapToLong(b -> name(a, b))))
            .toArray();
    return new GoldPairs(items, different(closed), unknown);
  }

  /** For each item the lowest one that it is connected to. */
  private int[] connected() {
    int[][] neighbors = neighbors();
    int[] sets = new int[items];
    Arrays.fill(sets, -1);
    for (int item = 0; item < items; item++) {
      Deque<Integer> open = new ArrayDeque<>();
      if (sets[item] < 0) {
        sets[item] = item;
        open.add(item);
      }
      while (!open.isEmpty()) {
        for (int neighbor : neighbors[open.remove()]) {
          if (sets[neighbor] < 0) {
            sets[neighbor] = item;
            open.add(neighbor);
          }
        }
      }
    }
    return sets;
  }

  private int[][] neighbors() {
    int[] degrees = new int[items];
    for (long name : names) {
      degrees[(int) (name >> LOW_BITS)]++;
      degrees[(int) name]++;
    }
    int[][] neighbors = new int[items][];
    Arrays.setAll(neighbors, item -> new int[degrees[item]]);
    for (long name : names) {
      int low = (int) (name >> LOW_BITS);
      int high = (int) name;
      neighbors[low][--degrees[low]] = high;
      neighbors[high][--degrees[high]] = low;
    }
    return neighbors;
  }

  /** How many different pairs there are. */
  public int count() {
    return names.length;
  }

  /** How many of the given pairs were left out because no item has their ids. */
  public int unknown() {
    return unknown;
  }

  /** Whether two items are duplicates; either way round. */
  public boolean contains(int a, int b) {
    return Arrays.binarySearch(names, name(a, b)) >= 0;
  }
}
