package io.semblance.index.filter;

import com.fasterxml.jackson.databind.JsonNode;
import io.semblance.error.SemblanceException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads one filter and counts what it holds. One thread, one filter. */
final class FilterReader {
  private static final Set<String> LEAF_KEYS = Set.of("field", "op", "value");
  private static final String OPERATORS = "eq, ne, in, nin, gt, gte, lt, lte, exists, prefix";

  private int leaves;
  private int values;

  Filter read(JsonNode node, String pointer, int depth) {
    if (depth > FilterJson.MAX_DEPTH) {
      throw refused(pointer, "a filter may be " + FilterJson.MAX_DEPTH + " deep");
    }
    if (!node.isObject()) {
      throw refused(pointer, "a filter must be an object, got: " + kind(node));
    }
    if (node.has("field") || node.has("op") || node.has("value")) {
      return leaf(node, pointer);
    }
    return branch(node, pointer, depth);
  }

  private Filter branch(JsonNode node, String pointer, int depth) {
    if (node.size() != 1) {
      throw refused(pointer, "a filter must have one of and, or, not, field, got: " + keys(node));
    }
    String key = node.fieldNames().next();
    JsonNode inner = node.get(key);
    String place = pointer + "/" + escaped(key);
    return switch (key) {
      case "and" -> new Filter.And(list(inner, place, depth));
      case "or" -> new Filter.Or(list(inner, place, depth));
      case "not" -> new Filter.Not(read(inner, place, depth + 1));
      default ->
          throw refused(pointer, "a filter must have one of and, or, not, field, got: " + key);
    };
  }

  private List<Filter> list(JsonNode node, String pointer, int depth) {
    return each(node, pointer, item -> read(item.node(), item.pointer(), depth + 1));
  }

  private Filter leaf(JsonNode node, String pointer) {
    for (Iterator<String> keys = node.fieldNames(); keys.hasNext(); ) {
      String key = keys.next();
      if (!LEAF_KEYS.contains(key)) {
        throw refused(
            pointer + "/" + escaped(key),
            "a filter with a field may have the keys field, op, value, got: " + key);
      }
    }
    if (++leaves > FilterJson.MAX_LEAVES) {
      throw refused(pointer, "a filter may have " + FilterJson.MAX_LEAVES + " leaves");
    }
    String field = text(node, "field", pointer);
    String operator = text(node, "op", pointer);
    JsonNode value = required(node, "value", pointer);
    return leaf(field, operator, value, pointer);
  }

  private Filter leaf(String field, String operator, JsonNode value, String pointer) {
    String place = pointer + "/value";
    return switch (operator) {
      case "in" -> new Filter.In(field, false, literals(value, place));
      case "nin" -> new Filter.In(field, true, literals(value, place));
      case "exists" -> new Filter.Exists(field, flag(value, place));
      case "prefix" -> new Filter.Prefix(field, prefix(value, place));
      default -> new Filter.Comparison(field, comparison(operator, pointer), literal(value, place));
    };
  }

  private static Operator comparison(String label, String pointer) {
    return Arrays.stream(Operator.values())
        .filter(operator -> operator.label().equals(label))
        .findFirst()
        .orElseThrow(
            () -> refused(pointer + "/op", "op must be one of " + OPERATORS + ", got: " + label));
  }

  private List<Literal> literals(JsonNode node, String pointer) {
    values += node.size();
    if (values > FilterJson.MAX_VALUES) {
      throw refused(
          pointer, "a filter may have " + FilterJson.MAX_VALUES + " values of in and nin");
    }
    return each(node, pointer, item -> literal(item.node(), item.pointer()));
  }

  private static Literal prefix(JsonNode node, String pointer) {
    if (!node.isTextual()) {
      throw refused(pointer, "the value of prefix must be a string, got: " + kind(node));
    }
    return literal(node, pointer);
  }

  private static boolean flag(JsonNode node, String pointer) {
    if (!node.isBoolean()) {
      throw refused(pointer, "the value of exists must be true or false, got: " + kind(node));
    }
    return node.booleanValue();
  }

  private static Literal literal(JsonNode node, String pointer) {
    Object value =
        switch (node.getNodeType()) {
          case STRING -> node.textValue();
          case BOOLEAN -> node.booleanValue();
          case NUMBER -> node.isBigDecimal() ? node.decimalValue() : number(node);
          default ->
              throw refused(
                  pointer, "a value must be a string, a number or a boolean, got: " + kind(node));
        };
    try {
      return Literal.of(value);
    } catch (SemblanceException e) {
      throw refused(pointer, e.getMessage());
    }
  }

  private static Object number(JsonNode node) {
    return node.isIntegralNumber() ? new BigDecimal(node.bigIntegerValue()) : node.doubleValue();
  }

  private record Item(JsonNode node, String pointer) {}

  private static <T> List<T> each(JsonNode array, String pointer, Function<Item, T> read) {
    if (!array.isArray()) {
      throw refused(pointer, "the value must be an array, got: " + kind(array));
    }
    List<T> result = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      result.add(read.apply(new Item(array.get(i), pointer + "/" + i)));
    }
    return result;
  }

  private static String text(JsonNode node, String key, String pointer) {
    JsonNode value = required(node, key, pointer);
    if (!value.isTextual()) {
      throw refused(pointer + "/" + key, key + " must be a string, got: " + kind(value));
    }
    return value.textValue();
  }

  private static JsonNode required(JsonNode node, String key, String pointer) {
    JsonNode value = node.get(key);
    if (value == null) {
      throw refused(
          pointer, "a filter with a field must have field, op and value; missing: " + key);
    }
    return value;
  }

  private static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> "a string";
      case NUMBER -> "the number " + node.asText();
      case BOOLEAN -> node.asText();
      case ARRAY -> "an array";
      case OBJECT -> "an object";
      case NULL -> "null";
      default -> "nothing";
    };
  }

  private static String keys(JsonNode node) {
    List<String> keys = new ArrayList<>();
    node.fieldNames().forEachRemaining(keys::add);
    return keys.isEmpty() ? "none" : String.join(", ", keys);
  }

  private static String escaped(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }

  private static SemblanceException refused(String pointer, @Nullable String problem) {
    return SemblanceException.invalid("filter at '" + pointer + "': " + problem);
  }
}
