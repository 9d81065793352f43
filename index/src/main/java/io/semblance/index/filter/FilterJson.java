package io.semblance.index.filter;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.error.SemblanceException;
import java.util.List;

/**
 * Filters as JSON.
 *
 * <pre>
 * filter = {"and":[filter, ...]} | {"or":[filter, ...]} | {"not":filter} | leaf
 * leaf   = {"field":"lang", "op":op, "value":value}
 * op     = eq | ne | gt | gte | lt | lte    value: a string, a number or a boolean
 *        | in | nin                         value: an array of those
 *        | prefix                           value: a string
 *        | exists                           value: true or false
 * </pre>
 *
 * A filter is at most {@value #MAX_DEPTH} deep, has at most {@value #MAX_LEAVES} leaves and {@value
 * #MAX_VALUES} values of {@code in} and {@code nin} together. Messages say where in the JSON a rule
 * is broken, as a JSON pointer (RFC 6901).
 */
public final class FilterJson {
  /** Most filters within one another, the outermost counted. */
  public static final int MAX_DEPTH = 32;

  /** Most leaves of one filter. */
  public static final int MAX_LEAVES = 1_024;

  /** Most values of all lists of one filter. */
  public static final int MAX_VALUES = 65_536;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private FilterJson() {}

  /**
   * Reads a filter.
   *
   * @throws SemblanceException when the text is not JSON or not a filter
   */
  public static Filter parse(String json) {
    try {
      return parse(JSON.readTree(json), "");
    } catch (JsonProcessingException e) {
      throw SemblanceException.invalid(
          "a filter must be JSON: " + e.getOriginalMessage() + place(e));
    }
  }

  private static String place(JsonProcessingException e) {
    JsonLocation place = e.getLocation();
    return place == null
        ? ""
        : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")";
  }

  /**
   * Reads a filter that is a part of a larger JSON text.
   *
   * @param pointer where the part is, such as {@code /filter}; empty for the whole
   * @throws SemblanceException when it is not a filter
   */
  public static Filter parse(JsonNode json, String pointer) {
    return new FilterReader().read(json, pointer, 1);
  }

  /**
   * Writes a filter as one line of JSON that {@link #parse(String)} reads back. Values of the
   * command line become strings.
   */
  public static String write(Filter filter) {
    return node(filter).toString();
  }

  private static JsonNode node(Filter filter) {
    return switch (filter) {
      case Filter.And and -> object().set("and", array(and.filters()));
      case Filter.Or or -> object().set("or", array(or.filters()));
      case Filter.Not not -> object().set("not", node(not.filter()));
      case Filter.Comparison leaf ->
          leaf(leaf.field(), leaf.operator().label(), node(leaf.value()));
      case Filter.In leaf -> leaf(leaf.field(), leaf.negated() ? "nin" : "in", list(leaf.values()));
      case Filter.Exists leaf ->
          leaf(leaf.field(), "exists", JsonNodeFactory.instance.booleanNode(leaf.expected()));
      case Filter.Prefix leaf -> leaf(leaf.field(), "prefix", node(leaf.prefix()));
    };
  }

  private static JsonNode node(Literal value) {
    return switch (value) {
      case Literal.Text text -> JsonNodeFactory.instance.textNode(text.value());
      case Literal.Untyped text -> JsonNodeFactory.instance.textNode(text.value());
      case Literal.Numeral number -> JsonNodeFactory.instance.numberNode(number.value());
      case Literal.Flag flag -> JsonNodeFactory.instance.booleanNode(flag.value());
    };
  }

  private static JsonNode leaf(String field, String operator, JsonNode value) {
    return object().put("field", field).put("op", operator).set("value", value);
  }

  private static ArrayNode array(List<Filter> filters) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    filters.forEach(filter -> array.add(node(filter)));
    return array;
  }

  private static ArrayNode list(List<Literal> values) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    values.forEach(value -> array.add(node(value)));
    return array;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
