package io.semblance.index.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.semblance.error.SemblanceException;
import io.semblance.index.filter.Filter.And;
import io.semblance.index.filter.Filter.Comparison;
import io.semblance.index.filter.Filter.Exists;
import io.semblance.index.filter.Filter.In;
import io.semblance.index.filter.Filter.Not;
import io.semblance.index.filter.Filter.Or;
import io.semblance.index.filter.Filter.Prefix;
import io.semblance.index.filter.Literal.Flag;
import io.semblance.index.filter.Literal.Numeral;
import io.semblance.index.filter.Literal.Text;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterJsonTest {
  @Test
  void readsEveryKindOfFilter() {
    Filter filter =
        Filter.parse(
            """
            {"and":[
              {"or":[{"field":"lang","op":"eq","value":"en"},{"field":"lang","op":"ne","value":"de"}]},
              {"not":{"field":"year","op":"gte","value":2020}},
              {"field":"year","op":"in","value":[1,2.5]},
              {"field":"lang","op":"nin","value":[]},
              {"field":"open","op":"exists","value":false},
              {"field":"tag","op":"prefix","value":"pre"},
              {"field":"open","op":"lt","value":true}]}
            """);

    assertThat(filter)
        .isEqualTo(
            new And(
                List.of(
                    new Or(
                        List.of(
                            new Comparison("lang", Operator.EQ, new Text("en")),
                            new Comparison("lang", Operator.NE, new Text("de")))),
                    new Not(new Comparison("year", Operator.GTE, number("2020"))),
                    new In("year", false, List.of(number("1"), number("2.5"))),
                    new In("lang", true, List.of()),
                    new Exists("open", false),
                    new Prefix("tag", new Text("pre")),
                    new Comparison("open", Operator.LT, new Flag(true)))));
  }

  private static Numeral number(String digits) {
    return new Numeral(new BigDecimal(digits));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"and\":[]}",
        "{\"or\":[{\"not\":{\"field\":\"a\",\"op\":\"exists\",\"value\":true}}]}",
        "{\"field\":\"a\",\"op\":\"nin\",\"value\":[\"x\",1,-0.25,true]}",
        "{\"field\":\"a\",\"op\":\"prefix\",\"value\":\"\\\"\\u20ac\"}",
        "{\"field\":\"a\",\"op\":\"lte\",\"value\":9223372036854775807}"
      })
  void writesWhatItRead(String json) {
    Filter filter = Filter.parse(json);

    assertThat(FilterJson.parse(FilterJson.write(filter))).isEqualTo(filter);
  }

  @Test
  void writesTheGrammarItReads() {
    assertThat(FilterJson.write(new Not(new Exists("a", true))))
        .isEqualTo("{\"not\":{\"field\":\"a\",\"op\":\"exists\",\"value\":true}}");
  }

  @Test
  void numbersAreEqualHoweverTheyAreWritten() {
    assertThat(leaf("1e3")).isEqualTo(leaf("1000")).isEqualTo(leaf("1000.0"));
  }

  private static Filter leaf(String value) {
    return Filter.parse("{\"field\":\"a\",\"op\":\"eq\",\"value\":" + value + "}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|''|must have one of and, or, not, field, got: none",
        "{\"and\":[],\"or\":[]}|''|must have one of and, or, not, field, got: and, or",
        "{\"xor\":[]}|''|must have one of and, or, not, field, got: xor",
        "{\"and\":[{\"or\":[{\"not\":[]}]}]}|/and/0/or/0/not|a filter must be an object, got: an array",
        "{\"and\":{}}|/and|must be an array, got: an object",
        "{\"and\":null}|/and|must be an array, got: null",
        "{\"and\":[],\"field\":\"a\",\"op\":\"eq\",\"value\":1}|/and|field, op, value, got: and",
        "{\"field\":\"a\",\"op\":\"eq\",\"value\":1,\"a/b~\":2}|/a~1b~0|field, op, value, got: a/b~",
        "{\"field\":\"a\",\"op\":\"eq\"}|''|missing: value",
        "{\"op\":\"eq\",\"value\":1}|''|missing: field",
        "{\"field\":\"a\",\"value\":1}|''|missing: op",
        "{\"field\":1,\"op\":\"eq\",\"value\":1}|/field|field must be a string, got: the number 1",
        "{\"not\":{\"field\":\"a\",\"op\":\"like\",\"value\":1}}|/not/op|op must be one of eq, ne, in",
        "{\"field\":\"a\",\"op\":\"EQ\",\"value\":1}|/op|op must be one of",
        "{\"field\":\"a\",\"op\":\"eq\",\"value\":null}|/value|a string, a number or a boolean, got: null",
        "{\"field\":\"a\",\"op\":\"eq\",\"value\":[1]}|/value|got: an array",
        "{\"field\":\"a\",\"op\":\"in\",\"value\":1}|/value|must be an array, got: the number 1",
        "{\"field\":\"a\",\"op\":\"in\",\"value\":[1,null]}|/value/1|got: null",
        "{\"field\":\"a\",\"op\":\"exists\",\"value\":\"yes\"}|/value|must be true or false, got: a string",
        "{\"field\":\"a\",\"op\":\"prefix\",\"value\":1}|/value|must be a string, got: the number 1",
        "{\"field\":\"a\",\"op\":\"eq\",\"value\":\"\\ud800\"}|/value|lone surrogate"
      })
  void saysWhichRuleIsBrokenAndWhere(String json, String pointer, String rule) {
    assertThatThrownBy(() -> FilterJson.parse(json))
        .isInstanceOf(SemblanceException.class)
        .hasMessageStartingWith("filter at '" + pointer + "': ")
        .hasMessageContaining(rule);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"and\":[]",
        "{\"and\":[]} {}",
        "{\"and\":[],\"and\":[]}",
        "{\"field\":\"a\",\"op\":\"eq\",\"value\":NaN}"
      })
  void refusesWhatIsNotJson(String text) {
    assertThatThrownBy(() -> FilterJson.parse(text))
        .isInstanceOf(SemblanceException.class)
        .hasMessageContaining("a filter must be JSON")
        .hasMessageContaining("line 1");
  }

  @Test
  void refusesNumbersThatAreNotFinite() {
    var node =
        JsonNodeFactory.instance
            .objectNode()
            .put("field", "a")
            .put("op", "eq")
            .set("value", DoubleNode.valueOf(Double.NaN));

    assertThatThrownBy(() -> FilterJson.parse(node, "/filter"))
        .isInstanceOf(SemblanceException.class)
        .hasMessage("filter at '/filter/value': a number must be finite, got: NaN");
  }

  @Test
  void isAtMostThirtyTwoDeep() {
    String leaf = "{\"field\":\"a\",\"op\":\"exists\",\"value\":true}";

    assertThat(FilterJson.parse("{\"not\":".repeat(31) + leaf + "}".repeat(31))).isNotNull();
    assertThatThrownBy(() -> FilterJson.parse("{\"not\":".repeat(32) + leaf + "}".repeat(32)))
        .hasMessage("filter at '" + "/not".repeat(32) + "': a filter may be 32 deep");
  }

  @Test
  void survivesBracketsWithoutEnd() {
    assertThatThrownBy(() -> FilterJson.parse("{\"and\":[".repeat(100_000)))
        .isInstanceOf(SemblanceException.class);
  }

  @Test
  void hasAtMostAThousandAndTwentyFourLeaves() {
    String leaf = "{\"field\":\"a\",\"op\":\"exists\",\"value\":true}";

    assertThat(FilterJson.parse("{\"and\":[" + (leaf + ",").repeat(1_023) + leaf + "]}"))
        .isNotNull();
    assertThatThrownBy(
            () -> FilterJson.parse("{\"and\":[" + (leaf + ",").repeat(1_024) + leaf + "]}"))
        .hasMessage("filter at '/and/1024': a filter may have 1024 leaves");
  }

  @Test
  void listsHaveAtMostSixtyFiveThousandValuesTogether() {
    String full = list(40_000);

    assertThat(FilterJson.parse("{\"or\":[" + full + "," + list(25_536) + "]}")).isNotNull();
    assertThatThrownBy(() -> FilterJson.parse("{\"or\":[" + full + "," + list(25_537) + "]}"))
        .hasMessage("filter at '/or/1/value': a filter may have 65536 values of in and nin");
  }

  private static String list(int size) {
    String values =
        IntStream.range(0, size).mapToObj(Integer::toString).collect(Collectors.joining(","));
    return "{\"field\":\"a\",\"op\":\"in\",\"value\":[" + values + "]}";
  }
}
