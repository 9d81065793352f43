package io.semblance.index.field;

import java.util.Arrays;
import org.apache.lucene.util.ArrayUtil;
import org.jspecify.annotations.Nullable;

/**
 * How often each ordinal of a segment was met; then those that were, ascending. While few were met
 * they are listed; from a quarter of all ordinals on there is a counter for each. So a few
 * documents cost little in a segment of millions of different values, and many never cost more than
 * four bytes a value.
 */
final class OrdinalCounts {
  private static final int LIST_SHARE = 4;

  private final int ordinals;
  private int[] list = {};
  private int listed;
  private int @Nullable [] counters;

  private int position = -1;
  private int count;

  OrdinalCounts(int ordinals) {
    this.ordinals = ordinals;
  }

  void add(int ordinal) {
    if (counters == null && listed < ordinals / LIST_SHARE) {
      list = ArrayUtil.grow(list, listed + 1);
      list[listed++] = ordinal;
    } else {
      counters()[ordinal]++;
    }
  }

  private int[] counters() {
    if (counters == null) {
      counters = new int[ordinals];
      for (int i = 0; i < listed; i++) {
        counters[list[i]]++;
      }
    }
    return counters;
  }

  /** Goes to the next ordinal that was met and returns it; -1 after the last. */
  int next() {
    return counters == null ? nextListed() : nextCounted(counters);
  }

  private int nextListed() {
    if (position < 0) {
      Arrays.sort(list, 0, listed);
      position = 0;
    }
    if (position == listed) {
      return -1;
    }
    int ordinal = list[position];
    int start = position;
    while (position < listed && list[position] == ordinal) {
      position++;
    }
    count = position - start;
    return ordinal;
  }

  private int nextCounted(int[] counters) {
    do {
      position++;
    } while (position < ordinals && counters[position] == 0);
    if (position == ordinals) {
      return -1;
    }
    count = counters[position];
    return position;
  }

  /** How often the ordinal that {@link #next()} returned was met. */
  int count() {
    return count;
  }
}
