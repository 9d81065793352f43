package io.semblance.index.filter;

import io.semblance.error.SemblanceException;
import java.util.List;

/**
 * A condition on the declared fields of a document, and on its built-in field {@code id}, which is
 * a keyword.
 *
 * <p>A document may have several values in a field. {@code eq}, {@code in}, {@code prefix} and the
 * ranges hold when they hold for any of them; {@code ne} and {@code nin} are their negations, so
 * they hold for a document without the field. Ranges compare keywords by code point, numbers by
 * value, dates by time; a boolean has no order.
 *
 * <p>The field {@code clusterings.ID} is a document's cluster in a clustering of the collection:
 * the cluster's number, {@code -1} for an outlier, or as a string its stable id, such as {@code
 * "s7"}. It takes {@code eq}, {@code ne}, {@code in}, {@code nin} and {@code exists}; a document
 * that came after the clustering and was not assigned has no value.
 *
 * @see FilterJson the grammar in JSON
 * @see FilterText the short syntax of the command line
 */
public sealed interface Filter {
  /** Holds when all hold; an empty one holds for every document. */
  record And(List<Filter> filters) implements Filter {
    public And {
      filters = members(filters);
    }
  }

  /** Holds when any holds; an empty one holds for no document. */
  record Or(List<Filter> filters) implements Filter {
    public Or {
      filters = members(filters);
    }
  }

  /** Holds when the other does not. */
  record Not(Filter filter) implements Filter {}

  /** A comparison with one value. */
  record Comparison(String field, Operator operator, Literal value) implements Filter {}

  /**
   * Equality with any of several values; with none, it holds for no document.
   *
   * @param negated {@code nin}: holds when no value is equal
   */
  record In(String field, boolean negated, List<Literal> values) implements Filter {
    public In {
      values = List.copyOf(values);
    }
  }

  /** Whether a document has a value in the field at all. */
  record Exists(String field, boolean expected) implements Filter {}

  /** A keyword that begins with these characters; the empty prefix begins every keyword. */
  record Prefix(String field, Literal prefix) implements Filter {}

  private static List<Filter> members(List<Filter> filters) {
    if (filters.size() > FilterJson.MAX_LEAVES) {
      throw SemblanceException.invalid(
          "and, or may have " + FilterJson.MAX_LEAVES + " members, got: " + filters.size());
    }
    return List.copyOf(filters);
  }

  /** A filter that every document passes. */
  static Filter all() {
    return new And(List.of());
  }

  /**
   * Reads a filter from JSON or, when the text does not begin with a brace, from the short syntax.
   *
   * @throws SemblanceException when it breaks a rule of either
   */
  static Filter parse(String text) {
    return text.stripLeading().startsWith("{") ? FilterJson.parse(text) : FilterText.parse(text);
  }
}
