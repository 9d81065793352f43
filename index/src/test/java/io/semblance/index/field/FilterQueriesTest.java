package io.semblance.index.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.error.SemblanceException;
import io.semblance.index.CollectionSchema;
import io.semblance.index.FieldType;
import io.semblance.index.filter.Filter;
import io.semblance.index.filter.Literal;
import io.semblance.index.filter.Operator;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterQueriesTest {
  private static final CollectionSchema SCHEMA =
      CollectionSchema.DEFAULT.withFields(
          new LinkedHashMap<>(
              Map.of(
                  "lang", FieldType.KEYWORD,
                  "year", FieldType.LONG,
                  "price", FieldType.DOUBLE,
                  "open", FieldType.BOOLEAN,
                  "published", FieldType.DATE)));

  private static final List<Map<String, Object>> DOCUMENTS =
      List.of(
          Map.of("lang", "en", "year", 2020, "price", 0.1, "open", true),
          Map.of("lang", List.of("en", "de"), "year", List.of(2018, 2022), "open", false),
          Map.of("price", -2.5, "published", "2026-11-23"),
          Map.of("lang", "\uD83D\uDE00", "year", Long.MAX_VALUE, "price", Double.MAX_VALUE),
          Map.of("lang", "\uFFFD", "published", "2026-11-23T01:30:00+02:00", "open", true));

  private static TestIndex index;

  @BeforeAll
  static void write() throws IOException {
    index = new TestIndex(SCHEMA, DOCUMENTS, 2, List.of());
  }

  @AfterAll
  static void close() throws IOException {
    index.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lang=en|d0 d1",
        "lang!=en|d2 d3 d4",
        "lang=de,fr|d1",
        "lang!=de,en|d2 d3 d4",
        "lang^=e|d0 d1",
        "lang>de|d0 d1 d3 d4",
        "lang>=\uD83D\uDE00|d3",
        "lang<=\uFFFD|d0 d1 d4",
        "lang?|d0 d1 d3 d4",
        "!lang?|d2",
        "year=2020|d0",
        "year=2020.0,2.022e3|d0 d1",
        "year>2020|d1 d3",
        "year<2020|d1",
        "year>=9223372036854775807|d3",
        "year>9223372036854775807|''",
        "year<-9223372036854775808|''",
        "year!=2018|d0 d2 d3 d4",
        "price=0.1|d0",
        "price<0|d2",
        "price>1e308|d3",
        "open=true|d0 d4",
        "open!=true|d1 d2 d3",
        "open=false,true|d0 d1 d4",
        "published>=2026-11-23|d2",
        "published<2026-11-23|d4",
        "published=2026-11-23T00:00:00Z|d2",
        "published=2026-11-22T23:30:00Z|d4",
        "id=d1|d1",
        "id=d1,d3,x|d1 d3",
        "id!=d1|d0 d2 d3 d4",
        "id^=d|d0 d1 d2 d3 d4",
        "id>d2|d3 d4",
        "id?|d0 d1 d2 d3 d4",
        "!id?|''",
        "{\"and\":[]}|d0 d1 d2 d3 d4",
        "{\"or\":[]}|''",
        "{\"not\":{\"and\":[]}}|''",
        "{\"not\":{\"or\":[]}}|d0 d1 d2 d3 d4",
        "{\"field\":\"lang\",\"op\":\"in\",\"value\":[]}|''",
        "{\"field\":\"year\",\"op\":\"nin\",\"value\":[]}|d0 d1 d2 d3 d4",
        "{\"field\":\"lang\",\"op\":\"prefix\",\"value\":\"\"}|d0 d1 d3 d4",
        "{\"field\":\"lang\",\"op\":\"exists\",\"value\":false}|d2"
      })
  void findsExactlyTheDocumentsThatPass(String text, String ids) throws IOException {
    Filter filter = Filter.parse(text);
    TreeSet<String> expected = new TreeSet<>(ids.isEmpty() ? List.of() : List.of(ids.split(" ")));

    assertThat(index.ids(FilterQueries.of(SCHEMA, filter))).isEqualTo(expected);
    assertThat(matching(filter)).isEqualTo(expected);
  }

  private static TreeSet<String> matching(Filter filter) {
    DocumentFilter direct = DocumentFilter.of(SCHEMA, filter);
    TreeSet<String> ids = new TreeSet<>();
    for (int i = 0; i < DOCUMENTS.size(); i++) {
      if (direct.matches("d" + i, DOCUMENTS.get(i))) {
        ids.add("d" + i);
      }
    }
    return ids;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "year=abc|field 'year' (declared long): a long must be a whole number of 64 bits, got: \"abc\"",
        "year>5.5|got: \"5.5\"",
        "year=1e400|got: \"1e400\"",
        "price=1e400|a double must be a finite number of 64 bits, got: \"1e400\"",
        "price=NaN|got: \"NaN\"",
        "open=yes|a boolean must be true or false, got: \"yes\"",
        "open>true|a boolean has no order",
        "year^=20|prefix is for keywords; use a range",
        "published<300000-01-01|with a year of 0000 to 9999, got: \"300000-01-01\"",
        "published<2026-02-30|must exist in the calendar",
        "{\"field\":\"year\",\"op\":\"eq\",\"value\":\"2020\"}|whole number of 64 bits, got: \"2020\"",
        "{\"field\":\"open\",\"op\":\"in\",\"value\":[true,\"true\"]}|got: \"true\"",
        "{\"field\":\"lang\",\"op\":\"eq\",\"value\":5}|a keyword must be a string, got: 5",
        "{\"field\":\"published\",\"op\":\"eq\",\"value\":2020}|a date must be a string, got: 2020"
      })
  void refusesValuesOfOtherTypes(String text, String message) {
    Filter filter = Filter.parse(text);

    assertThatThrownBy(() -> FilterQueries.of(SCHEMA, filter))
        .isInstanceOf(SemblanceException.class)
        .hasMessageContaining(message);
    assertThatThrownBy(() -> DocumentFilter.of(SCHEMA, filter))
        .isInstanceOf(SemblanceException.class)
        .hasMessageContaining(message);
  }

  @Test
  void saysWhichFieldsAreDeclaredAndHowToDeclareOne() {
    CollectionSchema schema =
        CollectionSchema.DEFAULT.withFields(Map.of("lang", FieldType.KEYWORD));

    assertThatThrownBy(() -> FilterQueries.of(schema, Filter.parse("langs=en")))
        .isInstanceOf(SemblanceException.class)
        .hasMessage(
            "field 'langs' is not declared; filters and facets may name: id, lang. Declare a field, as in lang:keyword,"
                + " when the collection is made");
    assertThatThrownBy(() -> FilterQueries.of(schema, Filter.parse("title=x")))
        .hasMessageStartingWith("field 'title' is a text field; filters and facets may name");
  }

  @Test
  void asManyLeavesAsAFilterMayHaveAreNotTooManyForLucene() throws IOException {
    Filter leaf = new Filter.Comparison("year", Operator.NE, Literal.of(2018));

    assertThat(
            index.ids(FilterQueries.of(SCHEMA, new Filter.And(Collections.nCopies(1_024, leaf)))))
        .containsExactly("d0", "d2", "d3", "d4");
    List<Filter> different =
        IntStream.range(0, 1_024)
            .<Filter>mapToObj(i -> new Filter.Comparison("year", Operator.NE, Literal.of(2018 + i)))
            .toList();
    assertThat(index.ids(FilterQueries.of(SCHEMA, new Filter.Or(different))))
        .containsExactly("d0", "d1", "d2", "d3", "d4");
  }

  @Test
  void equalFiltersAreEqualQueries() {
    assertThat(FilterQueries.of(SCHEMA, Filter.parse("year>=2020")))
        .isEqualTo(
            FilterQueries.of(
                SCHEMA, Filter.parse("{\"field\":\"year\",\"op\":\"gte\",\"value\":2020}")))
        .hasSameHashCodeAs(FilterQueries.of(SCHEMA, Filter.parse("year>=2020")))
        .isNotEqualTo(FilterQueries.of(SCHEMA, Filter.parse("year>=2021")));
  }
}
