package io.semblance.index.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.error.SemblanceException;
import io.semblance.index.CollectionSchema;
import io.semblance.index.FieldType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.IndexableField;
import org.junit.jupiter.api.Test;

class MetadataFieldsTest {
  private static final CollectionSchema SCHEMA =
      CollectionSchema.DEFAULT.withFields(
          Map.of(
              "lang", FieldType.KEYWORD,
              "year", FieldType.LONG,
              "price", FieldType.DOUBLE,
              "open", FieldType.BOOLEAN,
              "published", FieldType.DATE));

  @Test
  void keepsEachValueOfADeclaredFieldOnce() {
    List<IndexableField> fields =
        MetadataFields.of(
            SCHEMA, Map.of("lang", Arrays.asList("en", null, "de", "en"), "other", List.of(1)));

    assertThat(fields).extracting(IndexableField::name).containsExactly("f.lang", "f.lang");
    assertThat(fields)
        .extracting(field -> field.binaryValue().utf8ToString())
        .containsExactly("en", "de");
  }

  @Test
  void nullAndTheEmptyListAreNoValue() {
    Map<String, Object> document = new HashMap<>();
    document.put("lang", null);
    document.put("year", List.of());
    document.put("open", Collections.singletonList(null));

    assertThat(MetadataFields.of(SCHEMA, document)).isEmpty();
  }

  @Test
  void wholeNumbersMayBeWrittenAsDecimals() {
    List<Object> values =
        List.of(
            5.0, new BigDecimal("1e3"), BigInteger.TWO, 7, Long.MIN_VALUE, 9.007199254740992E15);

    assertThat(MetadataFields.of(SCHEMA, Map.of("year", values)))
        .extracting(IndexableField::numericValue)
        .containsExactly(5L, 1_000L, 2L, 7L, Long.MIN_VALUE, 9_007_199_254_740_992L);
  }

  @Test
  void minusZeroIsZero() {
    assertThat(MetadataFields.of(SCHEMA, Map.of("price", List.of(-0.0, 0, 0.0)))).hasSize(1);
  }

  @Test
  void refusesValuesOfOtherTypes() {
    assertRefused(
        "year",
        "2020",
        "field 'year' (declared long): a long must be a whole number of 64 bits, got: \"2020\"");
    assertRefused("year", 5.5, "got: 5.5");
    assertRefused("year", new BigDecimal("1e400"), "got: 1E+400");
    assertRefused("year", new BigDecimal("1e999999999"), "got: 1E+999999999");
    assertRefused("year", BigInteger.TWO.pow(63), "got: 9223372036854775808");
    assertRefused(
        "price",
        new BigDecimal("-1e400"),
        "a double must be a finite number of 64 bits, got: -1E+400");
    assertRefused("price", Double.NaN, "a number must be finite, got: NaN");
    assertRefused("price", true, "got: true");
    assertRefused("lang", 5, "a keyword must be a string, got: 5");
    assertRefused("lang", false, "a keyword must be a string, got: false");
    assertRefused("lang", "\ud800", "lone surrogate");
    assertRefused("open", "true", "a boolean must be true or false, got: \"true\"");
    assertRefused("open", 1, "got: 1");
    assertRefused("published", 2020, "a date must be a string, got: 2020");
    assertRefused(
        "published", "yesterday", "field 'published' (declared date): a date must be like");
    assertRefused("lang", Map.of("a", 1), "must be a string, a number or a boolean");
    assertRefused("lang", List.of(List.of("a")), "must be a string, a number or a boolean");
  }

  @Test
  void refusesKeywordsLongerThanLuceneCanIndex() {
    assertThat(MetadataFields.of(SCHEMA, Map.of("lang", "ä".repeat(16_383)))).hasSize(1);
    assertRefused("lang", "ä".repeat(16_384), "at most 32766 bytes of UTF-8, got: 32768");
  }

  @Test
  void refusesMoreThanAThousandAndTwentyFourValues() {
    assertThat(MetadataFields.of(SCHEMA, Map.of("year", Collections.nCopies(1_024, 1)))).hasSize(1);
    assertRefused("year", Collections.nCopies(1_025, 1), "may hold 1024 values, got: 1025");
  }

  private static void assertRefused(String field, Object value, String message) {
    assertThatThrownBy(() -> MetadataFields.of(SCHEMA, Map.of(field, value)))
        .isInstanceOf(SemblanceException.class)
        .hasMessageContaining("field '" + field + "'")
        .hasMessageContaining(message);
  }
}
