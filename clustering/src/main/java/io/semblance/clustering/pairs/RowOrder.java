package io.semblance.clustering.pairs;

import io.semblance.clustering.UniqueRows;
import io.semblance.vectors.product.PackedRows;
import java.util.stream.IntStream;

/**
 * The order in which unique rows are multiplied, each of the first {@code left} with all that come
 * after it: all rows in the order of their numbers, or those with new rows first and only these on
 * the left.
 *
 * @param numbers of unique rows, {@code int[count]}
 * @param left how many of them are multiplied with all after them
 */
record RowOrder(int[] numbers, int left) {
  static RowOrder of(UniqueRows unique, RowCopies copies) {
    IntStream newOnes =
        IntStream.range(0, unique.count()).filter(number -> copies.newWeight(number) > 0);
    IntStream oldOnes =
        IntStream.range(0, unique.count()).filter(number -> copies.newWeight(number) == 0);
    int[] numbers = IntStream.concat(newOnes, oldOnes).toArray();
    int left =
        (int)
            IntStream.range(0, unique.count())
                .filter(number -> copies.newWeight(number) > 0)
                .count();
    return new RowOrder(numbers, left);
  }

  int count() {
    return numbers.length;
  }

  int unique(int index) {
    return numbers[index];
  }

  int blocks() {
    return BlockProduct.blocks(left);
  }

  /** Pairs of which the first is in a block of rows. */
  long products(int block) {
    long from = (long) block * BlockProduct.ROWS;
    long to = Math.min(left, from + BlockProduct.ROWS);
    return (to - from) * count() - (to * (to + 1) - from * (from + 1)) / 2;
  }

  long products() {
    return (long) left * count() - (long) left * (left + 1) / 2;
  }

  PackedRows pack(UniqueRows unique) {
    return PackedRows.of(unique.matrix(), IntStream.of(numbers).map(unique::first).toArray());
  }
}
