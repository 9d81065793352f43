package io.semblance.clustering.topics;

import java.util.Arrays;

/** The counts of the terms of one class, by rising number of the term; only those above 0. */
record TermVector(int[] terms, int[] counts, int size, long sum) {

  int term(int index) {
    return terms[index];
  }

  int count(int index) {
    return counts[index];
  }

  /** The counts of two classes as one. */
  TermVector plus(TermVector other) {
    Builder joined = new Builder();
    int mine = 0;
    int others = 0;
    while (mine < size || others < other.size) {
      int next =
          Math.min(
              mine < size ? terms[mine] : Integer.MAX_VALUE,
              others < other.size ? other.terms[others] : Integer.MAX_VALUE);
      int count = 0;
      if (mine < size && terms[mine] == next) {
        count += counts[mine++];
      }
      if (others < other.size && other.terms[others] == next) {
        count += other.counts[others++];
      }
      joined.add(next, count);
    }
    return joined.build();
  }

  /** Takes terms by rising number. */
  static final class Builder {
    private int[] terms = new int[4];
    private int[] counts = new int[4];
    private int size;
    private long sum;

    void add(int term, int count) {
      if (size == terms.length) {
        terms = Arrays.copyOf(terms, 2 * size);
        counts = Arrays.copyOf(counts, 2 * size);
      }
      terms[size] = term;
      counts[size++] = count;
      sum += count;
    }

    TermVector build() {
      return new TermVector(terms, counts, size, sum);
    }
  }
}
