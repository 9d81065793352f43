package io.semblance.clustering.duplicates;

import io.semblance.clustering.UniqueRows;
import io.semblance.clustering.pairs.Pair;
import java.util.Arrays;
import java.util.Objects;

/**
 * Pairs of near vectors and which vector each item has. Items may share a vector: they are then
 * alike with cosine 1, and no pairs of copies are needed, so that many copies take no memory.
 *
 * @param vectors how many vectors there are
 * @param vectorOf {@code int[items]}: the vector of each item, {@code -1} for none; not copied
 * @param pairs of vectors, scored by their cosine
 */
public record VectorPairs(int vectors, int[] vectorOf, PairSource pairs) {
  public VectorPairs {
    for (int vector : vectorOf) {
      Objects.checkIndex(vector + 1, vectors + 1);
    }
  }

  /** Items without vectors. */
  public static VectorPairs none(Items items) {
    int[] vectorOf = new int[items.count()];
    Arrays.fill(vectorOf, -1);
    return new VectorPairs(0, vectorOf, PairSource.NONE);
  }

  /**
   * Item i has row i of a matrix.
   *
   * @param rows its unique rows
   * @param pairs of all its rows, however they were mined; read when groups are made. Of pairs of
   *     copies only one is looked at, and none is needed: mined to a limit, many copies would take
   *     it up, so rather give each unique text one row and use {@link #ofTexts}
   */
  public static VectorPairs of(UniqueRows rows, Iterable<Pair> pairs) {
    int[] vectorOf = new int[rows.rows()];
    Arrays.setAll(vectorOf, rows::uniqueOf);
    return new VectorPairs(rows.count(), vectorOf, betweenUnique(rows, pairs));
  }

  /**
   * Only one of each unique text has a row: row i of a matrix is the vector of unique text i.
   *
   * @param rows its unique rows
   * @param pairs of all its rows, as for {@link #of}
   */
  public static VectorPairs ofTexts(UniqueTexts texts, UniqueRows rows, Iterable<Pair> pairs) {
    if (texts.count() != rows.rows()) {
      throw new IllegalArgumentException(
          "each unique text needs a row, got: " + rows.rows() + " for " + texts.count());
    }
    int[] vectorOf = new int[texts.items()];
    Arrays.setAll(vectorOf, item -> rows.uniqueOf(texts.uniqueOf(item)));
    return new VectorPairs(rows.count(), vectorOf, betweenUnique(rows, pairs));
  }

  private static PairSource betweenUnique(UniqueRows rows, Iterable<Pair> pairs) {
    return visitor -> {
      for (Pair pair : pairs) {
        int one = rows.uniqueOf(pair.first());
        int other = rows.uniqueOf(pair.second());
        boolean isFirst = rows.first(one) == pair.first() && rows.first(other) == pair.second();
        if (one != other && isFirst) {
          visitor.pair(one, other, (float) pair.score());
        }
      }
    };
  }
}
