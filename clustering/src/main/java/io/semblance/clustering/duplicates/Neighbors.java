package io.semblance.clustering.duplicates;

import java.util.Arrays;
import java.util.Objects;

/**
 * Pairs sorted by the things they have: for each thing those that it is alike, best first, ties by
 * number. The same for any order of the pairs. Takes {@code 4 * things + 16 * pairs} bytes. Safe
 * for many threads.
 */
final class Neighbors {
  private final int[] starts;
  private final long[] links;

  private Neighbors(int[] starts, long[] links) {
    this.starts = starts;
    this.links = links;
  }

  /**
   * Sorts pairs.
   *
   * @param things numbers in the pairs are from 0 to {@code things - 1}
   */
  static Neighbors of(int things, PairSource pairs) {
    PairList list = PairList.of(pairs);
    int[] starts = new int[things + 1];
    list.forEach(
        (a, b, score) -> {
          require(a, b, score, things);
          starts[a + 1]++;
          starts[b + 1]++;
        });
    for (int thing = 0; thing < things; thing++) {
      starts[thing + 1] = Math.addExact(starts[thing + 1], starts[thing]);
    }
    long[] links = new long[starts[things]];
    int[] next = Arrays.copyOf(starts, things);
    list.forEach(
        (a, b, score) -> {
          links[next[a]++] = link(b, score);
          links[next[b]++] = link(a, score);
        });
    for (int thing = 0; thing < things; thing++) {
      Arrays.sort(links, starts[thing], starts[thing + 1]);
    }
    return new Neighbors(starts, links);
  }

  private static void require(int a, int b, float score, int things) {
    Objects.checkIndex(a, things);
    Objects.checkIndex(b, things);
    if (a == b || Float.isNaN(score)) {
      throw new IllegalArgumentException(
          "a pair needs two things and a score, got: " + a + ", " + b + " and " + score);
    }
  }

  /** Sorts by descending score, then by number. */
  private static long link(int thing, float score) {
    int bits = Float.floatToIntBits(score + 0.0f); // adding 0 turns -0 into 0
    int ascending = bits ^ ((bits >> 31) & 0x7fffffff);
    return ((long) ~ascending << 32) | thing;
  }

  /** Where the links of a thing start; they end where those of the next one start. */
  int start(int thing) {
    return starts[thing];
  }

  int end(int thing) {
    return starts[thing + 1];
  }

  /** The thing that a link leads to. */
  int neighbor(int link) {
    return (int) links[link];
  }

  float score(int link) {
    int ascending = ~(int) (links[link] >> 32);
    return Float.intBitsToFloat(ascending ^ ((ascending >> 31) & 0x7fffffff));
  }
}
