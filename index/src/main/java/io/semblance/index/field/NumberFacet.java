package io.semblance.index.field;

import io.semblance.error.SemblanceException;
import io.semblance.index.filter.CalendarUnit;
import io.semblance.index.filter.FacetRequest;
import io.semblance.index.filter.FacetRequest.Range;
import io.semblance.index.filter.FacetResult;
import io.semblance.index.filter.FacetResult.BucketCount;
import io.semblance.index.filter.Literal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.search.DocIdSet;
import org.jspecify.annotations.Nullable;

/** Counts the numbers of a field in buckets, all in the longs that sort as the numbers do. */
final class NumberFacet {
  private final DeclaredField field;
  private final IndexReader reader;
  private final DocIdSet documents;

  NumberFacet(DeclaredField field, IndexReader reader, DocIdSet documents) {
    this.field = field;
    this.reader = reader;
    this.documents = documents;
  }

  /** Takes one value; those of one document come one after another. */
  private interface Values {
    void accept(int document, long value);
  }

  private static final class Span {
    private long least = Long.MAX_VALUE;
    private long greatest = Long.MIN_VALUE;
    private int missing;

    void add(long value) {
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
    }

    boolean isEmpty() {
      return least > greatest;
    }
  }

  private Span visit(Values action) throws IOException {
    Span span = new Span();
    span.missing =
        SegmentWalk.visit(
            reader,
            documents,
            segment -> {
              SortedNumericDocValues values =
                  DocValues.getSortedNumeric(segment.reader(), field.luceneName());
              return document -> {
                if (!values.advanceExact(document)) {
                  return false;
                }
                for (int i = values.docValueCount(); i > 0; i--) {
                  long value = values.nextValue();
                  span.add(value);
                  action.accept(segment.docBase + document, value);
                }
                return true;
              };
            });
    return span;
  }

  private FacetResult.Buckets result(Span span, List<BucketCount> buckets) {
    return new FacetResult.Buckets(
        field.name(),
        span.isEmpty() ? null : field.value(span.least),
        span.isEmpty() ? null : field.value(span.greatest),
        buckets,
        span.missing);
  }

  FacetResult inRanges(List<Range> ranges) throws IOException {
    List<Counted> counted = ranges.stream().map(this::counted).toList();
    Span span = visit((document, value) -> counted.forEach(range -> range.accept(document, value)));
    return result(span, counted.stream().map(Counted::result).toList());
  }

  private Counted counted(Range range) {
    long from = bound(range.from(), Long.MIN_VALUE);
    long to = bound(range.to(), Long.MAX_VALUE);
    if (range.from() != null && range.to() != null && from >= to) {
      throw field.refused(
          "a range must end after it begins, got: " + range.from() + " to " + range.to());
    }
    return new Counted(range, from, to);
  }

  private long bound(@Nullable Literal value, long unbounded) {
    return value == null ? unbounded : field.sortable(value);
  }

  /** A range and how many documents have been met in it. */
  private static final class Counted {
    private final Range range;
    private final long from;
    private final long to;
    private int last = -1;
    private int count;

    Counted(Range range, long from, long to) {
      this.range = range;
      this.from = from;
      this.to = to;
    }

    void accept(int document, long value) {
      if (value >= from && (value < to || range.to() == null) && document != last) {
        last = document;
        count++;
      }
    }

    BucketCount result() {
      return new BucketCount(range.from(), range.to(), count);
    }
  }

  FacetResult inEqualWidths(int most) throws IOException {
    Span span = visit((document, value) -> {});
    if (span.isEmpty()) {
      return result(span, List.of());
    }
    Edges edges = Edges.of(field.type(), span.least, span.greatest, most);
    int[] counts = new int[edges.buckets()];
    int[] last = new int[edges.buckets()];
    visit(
        (document, value) -> {
          int bucket = edges.bucketOf(value);
          if (last[bucket] != document + 1) {
            last[bucket] = document + 1;
            counts[bucket]++;
          }
        });
    List<BucketCount> buckets = new ArrayList<>(counts.length);
    for (int i = 0; i < counts.length; i++) {
      buckets.add(new BucketCount(field.value(edges.from(i)), field.value(edges.to(i)), counts[i]));
    }
    return result(span, buckets);
  }

  FacetResult byCalendar(CalendarUnit unit) throws IOException {
    TreeMap<Long, Interval> intervals = new TreeMap<>();
    Span span =
        visit(
            (document, value) ->
                intervals
                    .computeIfAbsent(Calendars.start(unit, value), start -> interval(intervals))
                    .accept(document));
    List<BucketCount> buckets = new ArrayList<>(intervals.size());
    for (Map.Entry<Long, Interval> interval : intervals.entrySet()) {
      long start = interval.getKey();
      buckets.add(
          new BucketCount(
              field.value(start),
              field.value(Calendars.next(unit, start)),
              interval.getValue().count));
    }
    return result(span, buckets);
  }

  private Interval interval(Map<Long, Interval> known) {
    if (known.size() == FacetRequest.MAX_VALUES) {
      throw SemblanceException.invalid(
          "facet '"
              + field.name()
              + "' may have "
              + FacetRequest.MAX_VALUES
              + " intervals and found more; ask for longer ones");
    }
    return new Interval();
  }

  private static final class Interval {
    private int last = -1;
    private int count;

    void accept(int document) {
      if (document != last) {
        last = document;
        count++;
      }
    }
  }
}
