package io.semblance.index.filter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was counted about one field. A document counts once for each of its values or for each
 * bucket that holds one of them.
 */
public sealed interface FacetResult {
  /** The declared field, or the clustering. */
  String field();

  /** Documents without a value in the field. */
  int missing();

  /**
   * Counts of values.
   *
   * @param values the most frequent, by count descending, then by value ascending
   * @param distinct how many different values there are, listed or not
   */
  record Values(String field, List<ValueCount> values, int distinct, int missing)
      implements FacetResult {
    public Values {
      values = List.copyOf(values);
    }
  }

  /**
   * Counts of buckets.
   *
   * @param least the least value; null when no document has one
   * @param greatest the greatest value; null when no document has one
   * @param buckets ranges as they were asked for; equally wide buckets ascending, with the empty
   *     ones; intervals of the calendar ascending, without the empty ones
   */
  record Buckets(
      String field,
      @Nullable Literal least,
      @Nullable Literal greatest,
      List<BucketCount> buckets,
      int missing)
      implements FacetResult {
    public Buckets {
      buckets = List.copyOf(buckets);
    }
  }

  /**
   * How many documents hold a value.
   *
   * @param label what a cluster is about, for people; null for values that speak for themselves
   */
  record ValueCount(Literal value, int count, @Nullable String label) {
    public ValueCount(Literal value, int count) {
      this(value, count, null);
    }
  }

  /**
   * How many documents hold a value in a bucket.
   *
   * @param from the least value of the bucket; null for no bound
   * @param to the value that ends the bucket and is not in it, except that the last of equally wide
   *     buckets holds it; null for no bound
   */
  record BucketCount(@Nullable Literal from, @Nullable Literal to, int count) {}
}
