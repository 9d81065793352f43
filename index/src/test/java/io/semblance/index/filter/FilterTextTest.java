package io.semblance.index.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.error.SemblanceException;
import io.semblance.index.filter.Filter.Comparison;
import io.semblance.index.filter.Filter.Exists;
import io.semblance.index.filter.Filter.In;
import io.semblance.index.filter.Filter.Prefix;
import io.semblance.index.filter.Literal.Untyped;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lang=en|lang|EQ|en",
        "lang!=en|lang|NE|en",
        "year>=2020|year|GTE|2020",
        "year<2021-01-01|year|LT|2021-01-01",
        "year > -5|year|GT|-5",
        "  author.first-name <= x y |author.first-name|LTE|x y",
        "lang=a=b|lang|EQ|a=b",
        "größe>1|größe|GT|1",
        "url=http://x?y|url|EQ|http://x?y",
        "lang=a\\,b|lang|EQ|a,b",
        "path=C:\\dir|path|EQ|C:\\dir"
      })
  void readsComparisons(String text, String field, Operator operator, String value) {
    assertThat(FilterText.parse(text))
        .isEqualTo(new Comparison(field, operator, new Untyped(value)));
  }

  @Test
  void readsLists() {
    assertThat(FilterText.parse("lang=en, de"))
        .isEqualTo(new In("lang", false, List.of(new Untyped("en"), new Untyped("de"))));
    assertThat(FilterText.parse("lang!=a\\,b,c\\\\"))
        .isEqualTo(new In("lang", true, List.of(new Untyped("a,b"), new Untyped("c\\"))));
  }

  @Test
  void readsPrefixAndExistence() {
    assertThat(FilterText.parse("tag^=a,b")).isEqualTo(new Prefix("tag", new Untyped("a,b")));
    assertThat(FilterText.parse("author?")).isEqualTo(new Exists("author", true));
    assertThat(FilterText.parse("!author?")).isEqualTo(new Exists("author", false));
  }

  @Test
  void textThatBeginsWithABraceIsJson() {
    assertThat(Filter.parse(" {\"and\":[]}")).isEqualTo(Filter.all());
    assertThat(Filter.parse("a?")).isEqualTo(new Exists("a", true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "lang",
        "=en",
        "lang=",
        "lang=a,,b",
        "lang=,",
        "!lang=en",
        "a?b",
        "tag^=",
        "a ~ b",
        "'a b'=c"
      })
  void saysWhatAConditionLooksLike(String text) {
    assertThatThrownBy(() -> FilterText.parse(text))
        .isInstanceOf(SemblanceException.class)
        .hasMessageContaining("lang=en,de")
        .hasMessageEndingWith("got: " + text);
  }
}
