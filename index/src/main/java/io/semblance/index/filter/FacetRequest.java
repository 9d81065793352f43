package io.semblance.index.filter;

import io.semblance.error.SemblanceException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What to count about one declared field over the documents that a search found. */
public sealed interface FacetRequest {
  /** Most facets of one request. */
  int MAX_FACETS = 100;

  /** Most values or buckets of one facet. */
  int MAX_VALUES = 10_000;

  /** Most ranges of one facet; each document is compared with each. */
  int MAX_RANGES = 1_000;

  /** The declared field, or a clustering as {@code clusterings.ID}. */
  String field();

  /**
   * How many documents hold each value of a keyword or boolean, or are in each cluster.
   *
   * @param limit most values, the most frequent
   */
  record Values(String field, int limit) implements FacetRequest {
    public Values {
      require(field, "values", limit, MAX_VALUES);
    }
  }

  /**
   * How many documents hold a value in each range of a long, double or date; ranges may overlap.
   *
   * @param ranges in the order of the result
   */
  record Ranges(String field, List<Range> ranges) implements FacetRequest {
    public Ranges {
      ranges = List.copyOf(ranges);
      require(field, "ranges", ranges.size(), MAX_RANGES);
    }
  }

  /**
   * How many documents hold a value in each of equally wide buckets of a long, double or date,
   * between the least and the greatest value found.
   *
   * @param buckets most buckets; whole numbers that are close together need fewer
   */
  record EqualWidth(String field, int buckets) implements FacetRequest {
    public EqualWidth {
      require(field, "buckets", buckets, MAX_VALUES);
    }
  }

  /** How many documents hold a value in each day, month or year of a date. */
  record Calendar(String field, CalendarUnit unit) implements FacetRequest {}

  /**
   * A range of values.
   *
   * @param from the least value; null for no bound
   * @param to the value that ends the range and is not in it; null for no bound
   */
  record Range(@Nullable Literal from, @Nullable Literal to) {}

  private static void require(String field, String what, int count, int most) {
    if (count < 1 || count > most) {
      throw SemblanceException.invalid(
          "facet '" + field + "' must have 1 to " + most + " " + what + ", got: " + count);
    }
  }
}
