package io.semblance.index.field;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FacetAgreementTest {
  private static final int FILTERS = 100;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void facetsAreWhatCountingOneByOneGives(long seed) throws IOException {
    RandomDocuments random = new RandomDocuments(seed);
    List<Map<String, Object>> all = random.documents(300);

    try (TestIndex index = new TestIndex(RandomDocuments.SCHEMA, all, 70, List.of())) {
      FacetCounter counter =
          new FacetCounter(index.reader(), KnownFields.of(RandomDocuments.SCHEMA));
      for (int i = 0; i < FILTERS; i++) {
        Filter filter = random.filter(2);
        DocumentFilter direct = DocumentFilter.of(RandomDocuments.SCHEMA, filter);
        List<Map<String, Object>> found = new ArrayList<>();
        for (int d = 0; d < all.size(); d++) {
          if (direct.matches("d" + d, all.get(d))) {
            found.add(all.get(d));
          }
        }
        int[] documents = index.find(FilterQueries.of(RandomDocuments.SCHEMA, filter));

        List<FacetResult> results =
            counter.count(
                List.of(
                    new FacetRequest.Values("keyword", 4),
                    new FacetRequest.Values("boolean", 4),
                    new FacetRequest.EqualWidth("long", 1 + i % 9),
                    new FacetRequest.EqualWidth("double", 1 + i % 9),
                    new FacetRequest.Ranges("double", List.of(range("-1", "0.1"))),
                    new FacetRequest.Calendar("date", CalendarUnit.YEAR)),
                new SortedDocuments(documents));

        assertThat(results.get(0)).isEqualTo(values("keyword", 4, found));
        assertThat(results.get(1)).isEqualTo(values("boolean", 4, found));
        assertBuckets((Buckets) results.get(2), found);
        assertBuckets((Buckets) results.get(3), found);
        assertThat(((Buckets) results.get(4)).buckets().getFirst().count())
            .isEqualTo(
                holding("double", found, new BigDecimal("-1"), new BigDecimal("0.1"), false));
        assertThat(years((Buckets) results.get(5))).isEqualTo(years(found));
      }
    }
  }

  private static Range range(String from, String to) {
    return new Range(
        new Literal.Numeral(new BigDecimal(from)), new Literal.Numeral(new BigDecimal(to)));
  }

  private static Set<Object> valuesOf(Map<String, Object> document, String field) {
    Object raw = document.get(field);
    Set<Object> values = new HashSet<>();
    (raw instanceof List<?> list ? list : Collections.singletonList(raw))
        .stream().filter(Objects::nonNull).forEach(values::add);
    return values;
  }

  private static FacetResult values(String field, int limit, List<Map<String, Object>> documents) {
    Map<Object, Integer> counts = new HashMap<>();
    documents.forEach(
        document ->
            valuesOf(document, field).forEach(value -> counts.merge(value, 1, Integer::sum)));
    Comparator<Map.Entry<Object, Integer>> byCount =
        Map.Entry.<Object, Integer>comparingByValue().reversed();
    Comparator<Map.Entry<Object, Integer>> byValue =
        (a, b) ->
            Arrays.compareUnsigned(
                a.getKey().toString().getBytes(StandardCharsets.UTF_8),
                b.getKey().toString().getBytes(StandardCharsets.UTF_8));
    List<ValueCount> best =
        counts.entrySet().stream()
            .sorted(byCount.thenComparing(byValue))
            .limit(limit)
            .map(entry -> new ValueCount(Literal.of(entry.getKey()), entry.getValue()))
            .toList();
    return new FacetResult.Values(field, best, counts.size(), missing(field, documents));
  }

  private static int missing(String field, List<Map<String, Object>> documents) {
    return (int) documents.stream().filter(document -> valuesOf(document, field).isEmpty()).count();
  }

  private static void assertBuckets(Buckets result, List<Map<String, Object>> documents) {
    String field = result.field();
    List<BigDecimal> values =
        documents.stream()
            .flatMap(document -> valuesOf(document, field).stream())
            .map(value -> new BigDecimal(value.toString()))
            .sorted()
            .toList();
    assertThat(result.missing()).isEqualTo(missing(field, documents));
    if (values.isEmpty()) {
      assertThat(result.buckets()).isEmpty();
      return;
    }
    assertThat(number(result.least())).isEqualByComparingTo(values.getFirst());
    assertThat(number(result.greatest())).isEqualByComparingTo(values.getLast());
    List<BucketCount> buckets = result.buckets();
    assertThat(number(buckets.getFirst().from())).isEqualByComparingTo(values.getFirst());
    assertThat(number(buckets.getLast().to())).isEqualByComparingTo(values.getLast());
    for (int i = 0; i < buckets.size(); i++) {
      BucketCount bucket = buckets.get(i);
      boolean isLast = i == buckets.size() - 1;
      assertThat(bucket.count())
          .isEqualTo(holding(field, documents, number(bucket.from()), number(bucket.to()), isLast));
      if (!isLast) {
        assertThat(buckets.get(i + 1).from()).isEqualTo(bucket.to());
      }
    }
  }

  private static BigDecimal number(Literal literal) {
    return ((Literal.Numeral) literal).value();
  }

  private static int holding(
      String field,
      List<Map<String, Object>> documents,
      BigDecimal from,
      BigDecimal to,
      boolean isClosed) {
    return (int)
        documents.stream()
            .filter(
                document ->
                    valuesOf(document, field).stream()
                        .map(value -> new BigDecimal(value.toString()))
                        .anyMatch(
                            value ->
                                value.compareTo(from) >= 0
                                    && value.compareTo(to) < (isClosed ? 1 : 0)))
            .count();
  }

  private static Map<Integer, Integer> years(Buckets result) {
    Map<Integer, Integer> years = new TreeMap<>();
    result
        .buckets()
        .forEach(
            bucket ->
                years.put(
                    Instant.parse(((Literal.Text) bucket.from()).value())
                        .atZone(ZoneOffset.UTC)
                        .getYear(),
                    bucket.count()));
    return years;
  }

  private static Map<Integer, Integer> years(List<Map<String, Object>> documents) {
    Map<Integer, Integer> years = new TreeMap<>();
    for (Map<String, Object> document : documents) {
      Set<Integer> own = new HashSet<>();
      valuesOf(document, "date").forEach(date -> own.add(yearInUtc((String) date)));
      own.forEach(year -> years.merge(year, 1, Integer::sum));
    }
    return years;
  }

  /** The few dates of {@link RandomDocuments}; only the last leaves its written year in UTC. */
  private static int yearInUtc(String date) {
    return date.startsWith("9999-12-31") ? 10_000 : Integer.parseInt(date.substring(0, 4));
  }
}
