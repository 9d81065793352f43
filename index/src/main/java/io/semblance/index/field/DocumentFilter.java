package io.semblance.index.field;

import io.semblance.index.CollectionSchema;
import io.semblance.index.filter.Filter;
import io.semblance.index.filter.Literal;
import io.semblance.index.filter.Operator;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A filter applied to documents themselves: the exact twin of {@link FilterQueries}. Safe for many
 * threads.
 */
public final class DocumentFilter {
  private final CollectionSchema schema;
  private final Predicate<Document> condition;

  private DocumentFilter(CollectionSchema schema, Filter filter) {
    this.schema = schema;
    this.condition = condition(filter);
  }

  private record Document(String id, Map<String, Object> fields) {
    List<Literal> values(DeclaredField field) {
      return field.isId()
          ? List.of(new Literal.Text(id))
          : DocumentValues.of(field, fields.get(field.name()));
    }

    boolean any(DeclaredField field, Predicate<Literal> condition) {
      return values(field).stream().anyMatch(condition);
    }
  }

  /**
   * Prepares a filter.
   *
   * @throws io.semblance.error.SemblanceException as {@link FilterQueries#of} does
   */
  public static DocumentFilter of(CollectionSchema schema, Filter filter) {
    return new DocumentFilter(schema, filter);
  }

  /**
   * Whether a document passes.
   *
   * @param fields values as JSON is read into Java
   * @throws io.semblance.error.SemblanceException when a value does not fit its declared type
   */
  public boolean matches(String id, Map<String, Object> fields) {
    return condition.test(new Document(id, fields));
  }

  private Predicate<Document> condition(Filter filter) {
    return switch (filter) {
      case Filter.And and -> {
        List<Predicate<Document>> all = conditions(and.filters());
        yield document -> all.stream().allMatch(one -> one.test(document));
      }
      case Filter.Or or -> {
        List<Predicate<Document>> all = conditions(or.filters());
        yield document -> all.stream().anyMatch(one -> one.test(document));
      }
      case Filter.Not not -> condition(not.filter()).negate();
      case Filter.Comparison leaf -> comparison(field(leaf.field()), leaf);
      case Filter.In leaf -> in(field(leaf.field()), leaf);
      case Filter.Exists leaf -> {
        DeclaredField field = field(leaf.field());
        yield document -> document.values(field).isEmpty() != leaf.expected();
      }
      case Filter.Prefix leaf -> prefix(field(leaf.field()), leaf.prefix());
    };
  }

  private List<Predicate<Document>> conditions(List<Filter> filters) {
    return filters.stream().map(this::condition).toList();
  }

  private DeclaredField field(String name) {
    return DeclaredField.of(schema, name);
  }

  private static Predicate<Document> comparison(DeclaredField field, Filter.Comparison leaf) {
    Operator operator = leaf.operator();
    if (operator.isRange()) {
      FilterQueries.requireOrder(field);
    }
    Predicate<Literal> holds = comparison(field, operator, leaf.value());
    Predicate<Document> any = document -> document.any(field, holds);
    return operator == Operator.NE ? any.negate() : any;
  }

  private static Predicate<Literal> comparison(
      DeclaredField field, Operator operator, Literal bound) {
    if (field.isNumeric()) {
      long number = field.sortable(bound);
      return value -> holds(operator, Long.compare(field.sortable(value), number));
    }
    int[] term = codePoints(field, bound);
    return value -> holds(operator, Arrays.compare(codePoints(field, value), term));
  }

  private static int[] codePoints(DeclaredField field, Literal value) {
    return field.term(value).codePoints().toArray();
  }

  private static boolean holds(Operator operator, int sign) {
    return switch (operator) {
      case EQ, NE -> sign == 0;
      case GT -> sign > 0;
      case GTE -> sign >= 0;
      case LT -> sign < 0;
      case LTE -> sign <= 0;
    };
  }

  private static Predicate<Document> in(DeclaredField field, Filter.In leaf) {
    Set<Object> keys =
        leaf.values().stream().map(value -> key(field, value)).collect(Collectors.toSet());
    return document ->
        document.any(field, value -> keys.contains(key(field, value))) != leaf.negated();
  }

  private static Object key(DeclaredField field, Literal value) {
    return field.isNumeric() ? (Object) field.sortable(value) : field.term(value);
  }

  private static Predicate<Document> prefix(DeclaredField field, Literal prefix) {
    FilterQueries.requireKeyword(field);
    String begin = field.term(prefix);
    return document -> document.any(field, value -> field.term(value).startsWith(begin));
  }
}
