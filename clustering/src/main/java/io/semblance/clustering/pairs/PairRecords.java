package io.semblance.clustering.pairs;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;

/** A growing list of {@link PairRecord}s in two arrays. One thread at a time. */
final class PairRecords {
  private static final int SMALL = 24;

  private long[] scoreKeys;
  private long[] numbers;
  private int size;

  PairRecords(int capacity) {
    scoreKeys = new long[capacity];
    numbers = new long[capacity];
  }

  int size() {
    return size;
  }

  long scoreKey(int index) {
    return scoreKeys[index];
  }

  long numbers(int index) {
    return numbers[index];
  }

  PairRecord get(int index) {
    return new PairRecord(scoreKeys[index], numbers[index]);
  }

  void add(long scoreKey, long pair) {
    if (size == scoreKeys.length) {
      grow(size + 1);
    }
    scoreKeys[size] = scoreKey;
    numbers[size++] = pair;
  }

  void addAll(PairRecords others) {
    if (size + others.size > scoreKeys.length) {
      grow(size + others.size);
    }
    System.arraycopy(others.scoreKeys, 0, scoreKeys, size, others.size);
    System.arraycopy(others.numbers, 0, numbers, size, others.size);
    size += others.size;
  }

  private void grow(int least) {
    int capacity = Math.max(least, scoreKeys.length + (scoreKeys.length >> 1) + 16);
    scoreKeys = Arrays.copyOf(scoreKeys, capacity);
    numbers = Arrays.copyOf(numbers, capacity);
  }

  void truncate(int newSize) {
    size = newSize;
  }

  /**
   * Best first. Quicksort with pivots drawn at random, so that no order of records is a bad one.
   */
  void sort() {
    sort(0, size - 1, new SplittableRandom(size));
  }

  private void sort(int from, int to, SplittableRandom random) {
    int low = from;
    int high = to;
    while (high - low > SMALL) {
      int middle = partition(low, high, low + random.nextInt(high - low + 1));
      if (middle - low < high - middle) {
        sort(low, middle, random);
        low = middle + 1;
      } else {
        sort(middle + 1, high, random);
        high = middle;
      }
    }
    insertionSort(low, high);
  }

  /** Hoare's: afterwards nothing up to the result is worse than anything after it. */
  private int partition(int from, int to, int pivot) {
    swap(from, pivot); // a pivot in front keeps the result below the end
    long scoreKey = scoreKeys[from];
    long pair = numbers[from];
    int low = from - 1;
    int high = to + 1;
    while (true) {
      do {
        low++;
      } while (PairRecord.compare(scoreKeys[low], numbers[low], scoreKey, pair) < 0);
      do {
        high--;
      } while (PairRecord.compare(scoreKeys[high], numbers[high], scoreKey, pair) > 0);
      if (low >= high) {
        return high;
      }
      swap(low, high);
    }
  }

  private void swap(int a, int b) {
    long scoreKey = scoreKeys[a];
    scoreKeys[a] = scoreKeys[b];
    scoreKeys[b] = scoreKey;
    long pair = numbers[a];
    numbers[a] = numbers[b];
    numbers[b] = pair;
  }

  private void insertionSort(int from, int to) {
    for (int next = from + 1; next <= to; next++) {
      long scoreKey = scoreKeys[next];
      long pair = numbers[next];
      int at = next - 1;
      while (at >= from && PairRecord.compare(scoreKeys[at], numbers[at], scoreKey, pair) > 0) {
        scoreKeys[at + 1] = scoreKeys[at];
        numbers[at + 1] = numbers[at];
        at--;
      }
      scoreKeys[at + 1] = scoreKey;
      numbers[at + 1] = pair;
    }
  }

  /** The records in their present order; not to be changed meanwhile. */
  Iterator<PairRecord> iterator() {
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < size;
      }

      @Override
      public PairRecord next() {
        if (next >= size) {
          throw new NoSuchElementException();
        }
        return get(next++);
      }
    };
  }
}
