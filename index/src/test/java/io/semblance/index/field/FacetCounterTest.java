package io.semblance.index.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.error.SemblanceException;
import io.semblance.index.CollectionSchema;
import io.semblance.index.FieldType;
import io.semblance.index.filter.CalendarUnit;
import io.semblance.index.filter.FacetRequest;
import io.semblance.index.filter.FacetRequest.Range;
import io.semblance.index.filter.FacetResult;
import io.semblance.index.filter.FacetResult.BucketCount;
import io.semblance.index.filter.FacetResult.Buckets;
import io.semblance.index.filter.FacetResult.ValueCount;
import io.semblance.index.filter.Filter;
import io.semblance.index.filter.Literal;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.lucene.search.DocIdSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FacetCounterTest {
  private static final CollectionSchema SCHEMA =
      CollectionSchema.DEFAULT.withFields(
          Map.of(
              "lang", FieldType.KEYWORD,
              "open", FieldType.BOOLEAN,
              "year", FieldType.LONG,
              "price", FieldType.DOUBLE,
              "published", FieldType.DATE,
              "never", FieldType.KEYWORD));

  private static final List<Map<String, Object>> DOCUMENTS =
      List.of(
          Map.of("lang", "en", "open", true, "year", 2000, "price", 0.0),
          Map.of("lang", List.of("en", "de", "en"), "year", List.of(2000, 2001, 2009)),
          Map.of("published", List.of("2026-11-01", "2026-11-30T23:59:59Z", "1969-12-31")),
          Map.of("lang", "fr", "open", true, "year", 2005, "price", 10),
          Map.of("lang", "de", "open", List.of(true, false), "price", List.of(2.5, 7.5)),
          Map.of("published", "2026-11-30T23:30:00-01:00", "year", 1999));

  private static TestIndex index;

  @BeforeAll
  static void write() throws IOException {
    index = new TestIndex(SCHEMA, DOCUMENTS, 2, List.of());
  }

  @AfterAll
  static void close() throws IOException {
    index.close();
  }

  private static FacetResult count(String filter, FacetRequest request) throws IOException {
    DocIdSet documents =
        new SortedDocuments(index.find(FilterQueries.of(SCHEMA, Filter.parse(filter))));
    return new FacetCounter(index.reader(), KnownFields.of(SCHEMA))
        .count(List.of(request), documents)
        .getFirst();
  }

  private static final String ALL = "{\"and\":[]}";

  private static ValueCount value(Object value, int count) {
    return new ValueCount(Literal.of(value), count);
  }

  private static BucketCount bucket(Object from, Object to, int count) {
    return new BucketCount(Literal.of(from), Literal.of(to), count);
  }

  @Test
  void countsValuesByFrequencyThenByValue() throws IOException {
    assertThat(count(ALL, new FacetRequest.Values("lang", 10)))
        .isEqualTo(
            new FacetResult.Values(
                "lang", List.of(value("de", 2), value("en", 2), value("fr", 1)), 3, 2));
    assertThat(count(ALL, new FacetRequest.Values("open", 10)))
        .isEqualTo(new FacetResult.Values("open", List.of(value(true, 3), value(false, 1)), 2, 3));
  }

  @Test
  void keepsTheMostFrequentAndCountsTheRest() throws IOException {
    assertThat(count(ALL, new FacetRequest.Values("lang", 1)))
        .isEqualTo(new FacetResult.Values("lang", List.of(value("de", 2)), 3, 2));
  }

  @Test
  void countsOnlyTheGivenDocuments() throws IOException {
    assertThat(count("year=2000", new FacetRequest.Values("lang", 10)))
        .isEqualTo(new FacetResult.Values("lang", List.of(value("en", 2), value("de", 1)), 2, 0));
    assertThat(count("id=x", new FacetRequest.Values("lang", 10)))
        .isEqualTo(new FacetResult.Values("lang", List.of(), 0, 0));
    assertThat(count(ALL, new FacetRequest.Values("never", 10)))
        .isEqualTo(new FacetResult.Values("never", List.of(), 0, 6));
  }

  @Test
  void countsADocumentOnceForEachRange() throws IOException {
    Range nineties = new Range(null, Literal.of(2000));
    Range early = new Range(Literal.of(2000), Literal.of(2005));
    Range all = new Range(null, null);

    assertThat(count(ALL, new FacetRequest.Ranges("year", List.of(early, nineties, all))))
        .isEqualTo(
            new Buckets(
                "year",
                Literal.of(1999),
                Literal.of(2009),
                List.of(
                    new BucketCount(Literal.of(2000), Literal.of(2005), 2),
                    new BucketCount(null, Literal.of(2000), 1),
                    new BucketCount(null, null, 4)),
                2));
  }

  @Test
  void wholeNumbersFallIntoBucketsOfOneWidth() throws IOException {
    assertThat(count(ALL, new FacetRequest.EqualWidth("year", 3)))
        .isEqualTo(
            new Buckets(
                "year",
                Literal.of(1999),
                Literal.of(2009),
                List.of(bucket(1999, 2003, 3), bucket(2003, 2007, 1), bucket(2007, 2009, 1)),
                2));
  }

  @Test
  void realNumbersFallIntoBucketsOfOneWidth() throws IOException {
    assertThat(count(ALL, new FacetRequest.EqualWidth("price", 4)))
        .isEqualTo(
            new Buckets(
                "price",
                Literal.of(0.0),
                Literal.of(10),
                List.of(
                    bucket(0, 2.5, 1), bucket(2.5, 5, 1), bucket(5, 7.5, 0), bucket(7.5, 10, 2)),
                3));
  }

  @Test
  void datesFallIntoTheCalendarInUtc() throws IOException {
    Buckets months =
        (Buckets) count(ALL, new FacetRequest.Calendar("published", CalendarUnit.MONTH));

    assertThat(months.buckets())
        .containsExactly(
            bucket("1969-12-01T00:00:00Z", "1970-01-01T00:00:00Z", 1),
            bucket("2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z", 1),
            bucket("2026-12-01T00:00:00Z", "2027-01-01T00:00:00Z", 1));
    assertThat(months.least()).isEqualTo(Literal.of("1969-12-31T00:00:00Z"));
    assertThat(months.greatest()).isEqualTo(Literal.of("2026-12-01T00:30:00Z"));
    assertThat(months.missing()).isEqualTo(4);
    assertThat(
            ((Buckets) count(ALL, new FacetRequest.Calendar("published", CalendarUnit.DAY)))
                .buckets())
        .extracting(BucketCount::from)
        .containsExactly(
            Literal.of("1969-12-31T00:00:00Z"),
            Literal.of("2026-11-01T00:00:00Z"),
            Literal.of("2026-11-30T00:00:00Z"),
            Literal.of("2026-12-01T00:00:00Z"));
    assertThat(
            ((Buckets) count(ALL, new FacetRequest.Calendar("published", CalendarUnit.YEAR)))
                .buckets())
        .containsExactly(
            bucket("1969-01-01T00:00:00Z", "1970-01-01T00:00:00Z", 1),
            bucket("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z", 2));
  }

  @Test
  void noDocumentsHaveNoLeastAndNoGreatest() throws IOException {
    assertThat(count("lang=de", new FacetRequest.EqualWidth("published", 5)))
        .isEqualTo(new Buckets("published", null, null, List.of(), 2));
    assertThat(count("lang=de", new FacetRequest.Calendar("published", CalendarUnit.DAY)))
        .isEqualTo(new Buckets("published", null, null, List.of(), 2));
  }

  @Test
  void refusesWhatDoesNotFitTheField() {
    assertRefused(new FacetRequest.Values("year", 10), "ask for ranges, buckets");
    assertRefused(new FacetRequest.EqualWidth("lang", 10), "ask for values");
    assertRefused(
        new FacetRequest.Ranges("open", List.of(new Range(null, null))), "ask for values");
    assertRefused(new FacetRequest.Calendar("year", CalendarUnit.DAY), "counted for dates");
    assertRefused(new FacetRequest.Values("id", 10), "would count every document once");
    assertRefused(new FacetRequest.Values("langs", 10), "field 'langs' is not declared");
    assertRefused(
        new FacetRequest.Ranges("year", List.of(new Range(Literal.of(5), Literal.of(5)))),
        "a range must end after it begins, got: 5 to 5");
    assertRefused(
        new FacetRequest.Ranges("year", List.of(new Range(Literal.of("a"), null))),
        "a long must be a whole number");
  }

  private static void assertRefused(FacetRequest request, String message) {
    assertThatThrownBy(() -> count(ALL, request))
        .isInstanceOf(SemblanceException.class)
        .hasMessageContaining(message);
  }

  @Test
  void refusesMoreThanItsLimits() {
    FacetRequest facet = new FacetRequest.Values("lang", 10_000);

    assertThatThrownBy(
            () ->
                new FacetCounter(index.reader(), KnownFields.of(SCHEMA))
                    .count(Collections.nCopies(101, facet), DocIdSet.EMPTY))
        .isInstanceOf(SemblanceException.class)
        .hasMessage("a request may have 100 facets, got: 101");
    assertThatThrownBy(() -> new FacetRequest.Values("lang", 10_001))
        .hasMessage("facet 'lang' must have 1 to 10000 values, got: 10001");
    assertThatThrownBy(() -> new FacetRequest.EqualWidth("year", 0))
        .hasMessage("facet 'year' must have 1 to 10000 buckets, got: 0");
    assertThatThrownBy(() -> new FacetRequest.Ranges("year", List.of()))
        .hasMessage("facet 'year' must have 1 to 1000 ranges, got: 0");
  }

  @Test
  void documentNumbersMustAscend() {
    assertThatThrownBy(() -> new SortedDocuments(new int[] {1, 1}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
