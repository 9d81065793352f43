package io.semblance.index.field;

import io.semblance.index.CollectionSchema;
import io.semblance.index.FieldType;
import io.semblance.index.filter.Filter;
import io.semblance.index.filter.Literal;
import io.semblance.index.filter.Operator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Documents and filters over few values, so that they often meet. */
final class RandomDocuments {
  static final CollectionSchema SCHEMA =
      CollectionSchema.DEFAULT.withFields(
          Map.of(
              "keyword", FieldType.KEYWORD,
              "long", FieldType.LONG,
              "double", FieldType.DOUBLE,
              "boolean", FieldType.BOOLEAN,
              "date", FieldType.DATE,
              "never", FieldType.LONG));

  private static final List<String> FIELDS =
      List.of("keyword", "long", "double", "boolean", "date", "never", "id");
  private static final List<String> KEYWORDS =
      List.of("", "a", "ab", "abc", "b", "é", "\uFFFD", "\uD83D\uDE00", "z");
  private static final List<Object> LONGS =
      List.of(Long.MIN_VALUE, -7, -1, 0, 1, 2, 7.0, 1L << 53, Long.MAX_VALUE);
  private static final List<Object> DOUBLES =
      List.of(-Double.MAX_VALUE, -1, -0.5, -0.0, 0.0, Double.MIN_VALUE, 0.1, 3, Double.MAX_VALUE);
  private static final List<String> DATES =
      List.of(
          "0000-01-01",
          "1969-12-31T23:59:59.999Z",
          "1970-01-01",
          "2024-02-29",
          "2026-11-23",
          "2026-11-23T00:30:00+01:00",
          "9999-12-31T23:59:59.999-12:00");

  private final SplittableRandom random;

  RandomDocuments(long seed) {
    random = new SplittableRandom(seed);
  }

  List<Map<String, Object>> documents(int count) {
    return IntStream.range(0, count).mapToObj(i -> document()).toList();
  }

  private Map<String, Object> document() {
    Map<String, Object> document = new HashMap<>();
    for (String field : FIELDS.subList(0, 5)) {
      switch (random.nextInt(5)) {
        case 0 -> document.put(field, null);
        case 1 -> document.put(field, value(field));
        case 2 -> document.put(field, several(field));
        case 3 -> document.put(field, value(field));
        default -> {}
      }
    }
    return document;
  }

  private List<Object> several(String field) {
    List<Object> values = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      values.add(value(field));
    }
    if (random.nextInt(4) == 0) {
      values.addAll(Collections.singletonList(null));
    }
    return values;
  }

  private Object value(String field) {
    return switch (field) {
      case "keyword" -> pick(KEYWORDS);
      case "long", "never" -> pick(LONGS);
      case "double" -> pick(DOUBLES);
      case "boolean" -> random.nextBoolean();
      case "date" -> pick(DATES);
      default -> "d" + random.nextInt(60);
    };
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  Filter filter(int depth) {
    int kind = depth == 0 ? 3 : random.nextInt(6);
    return switch (kind) {
      case 0 -> new Filter.And(filters(depth));
      case 1 -> new Filter.Or(filters(depth));
      case 2 -> new Filter.Not(filter(depth - 1));
      default -> leaf(pick(FIELDS));
    };
  }

  private List<Filter> filters(int depth) {
    return IntStream.range(0, random.nextInt(4)).mapToObj(i -> filter(depth - 1)).toList();
  }

  private Filter leaf(String field) {
    boolean isKeyword = field.equals("keyword") || field.equals("id");
    return switch (random.nextInt(6)) {
      case 0 -> new Filter.Exists(field, random.nextBoolean());
      case 1 -> new Filter.In(field, random.nextBoolean(), literals(field));
      case 2 -> isKeyword ? new Filter.Prefix(field, literal(field)) : comparison(field);
      default -> comparison(field);
    };
  }

  private Filter comparison(String field) {
    List<Operator> operators =
        field.equals("boolean") ? List.of(Operator.EQ, Operator.NE) : List.of(Operator.values());
    return new Filter.Comparison(field, pick(operators), literal(field));
  }

  private List<Literal> literals(String field) {
    return IntStream.range(0, random.nextInt(4)).mapToObj(i -> literal(field)).toList();
  }

  private Literal literal(String field) {
    return Literal.of(value(field));
  }
}
