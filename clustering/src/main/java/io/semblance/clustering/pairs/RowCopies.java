package io.semblance.clustering.pairs;

import io.semblance.clustering.UniqueRows;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a matrix that are equal, by unique row, and which pairs of them are asked for: all,
 * or those of which at least one row is new. Safe for many threads.
 */
final class RowCopies {
  private final UniqueRows unique;
  private final @Nullable BitSet newRows;
  private final Members all;
  private final Members fresh;

  private RowCopies(UniqueRows unique, @Nullable BitSet newRows) {
    this.unique = unique;
    this.newRows = newRows;
    this.all = Members.of(unique, row -> true);
    this.fresh = newRows == null ? all : Members.of(unique, newRows::get);
  }

  static RowCopies of(UniqueRows unique) {
    return new RowCopies(unique, null);
  }

  /** Asks only for pairs of which at least one row is new. */
  static RowCopies since(UniqueRows unique, BitSet newRows) {
    return new RowCopies(unique, (BitSet) newRows.clone());
  }

  boolean isNew(int row) {
    return newRows == null || newRows.get(row);
  }

  /** How many new rows a unique row stands for. */
  int newWeight(int number) {
    return fresh.of(number).size();
  }

  int uniqueOf(int row) {
    return unique.uniqueOf(row);
  }

  /** All rows that a unique row stands for, ascending. */
  Slice all(int number) {
    return all.of(number);
  }

  /** Those of them that are new, ascending. */
  Slice fresh(int number) {
    return fresh.of(number);
  }

  /** How many pairs of rows are asked for of two unique rows, or of the copies of one. */
  long pairs(int a, int b) {
    long weightA = all(a).size();
    long weightB = all(b).size();
    long oldA = weightA - newWeight(a);
    long oldB = weightB - newWeight(b);
    return a == b
        ? weightA * (weightA - 1) / 2 - oldA * (oldA - 1) / 2
        : weightA * weightB - oldA * oldB;
  }

  long pairs(PairRecord ofUnique) {
    return pairs(ofUnique.low(), ofUnique.high());
  }

  /** The first pair of rows of two unique rows, or of the copies of one. */
  long lead(int a, int b) {
    Slice rowsA = all(a);
    return PairRecord.numbers(rowsA.get(0), a == b ? rowsA.get(1) : all(b).get(0));
  }

  /** Ascending rows: {@code rows[from]} to {@code rows[to - 1]}. */
  record Slice(int[] rows, int from, int to) {
    int size() {
      return to - from;
    }

    int get(int index) {
      return rows[from + index];
    }

    /** The index of the first row that is greater. */
    int after(int row) {
      int found = Arrays.binarySearch(rows, from, to, row);
      return (found < 0 ? -found - 1 : found + 1) - from;
    }
  }

  /** Rows sorted by unique row, then by number. */
  private record Members(int[] starts, int[] rows) {
    static Members of(UniqueRows unique, IntPredicate isMember) {
      int[] starts = new int[unique.count() + 1];
      for (int row = 0; row < unique.rows(); row++) {
        if (isMember.test(row)) {
          starts[unique.uniqueOf(row) + 1]++;
        }
      }
      Arrays.parallelPrefix(starts, Integer::sum);
      int[] next = starts.clone();
      int[] rows = new int[starts[unique.count()]];
      for (int row = 0; row < unique.rows(); row++) {
        if (isMember.test(row)) {
          rows[next[unique.uniqueOf(row)]++] = row;
        }
      }
      return new Members(starts, rows);
    }

    Slice of(int number) {
      return new Slice(rows, starts[number], starts[number + 1]);
    }
  }
}
