package io.semblance.index.field;

import io.semblance.error.SemblanceException;
import io.semblance.index.filter.Literal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values that a document holds in a declared field. */
final class DocumentValues {
  /** Most values of one field of one document. */
  static final int MAX_VALUES = 1_024;

  private DocumentValues() {}

  /**
   * The values in order; nulls do not count.
   *
   * @param raw the field as JSON is read into Java: a value, a list of values, or null
   */
  static List<Literal> of(DeclaredField field, @Nullable Object raw) {
    if (raw == null) {
      return List.of();
    }
    if (!(raw instanceof List<?> list)) {
      return List.of(literal(field, raw));
    }
    if (list.size() > MAX_VALUES) {
      throw field.refused("a document may hold " + MAX_VALUES + " values, got: " + list.size());
    }
    List<Literal> values = new ArrayList<>(list.size());
    for (Object value : list) {
      if (value != null) {
        values.add(literal(field, value));
      }
    }
    return values;
  }

  private static Literal literal(DeclaredField field, Object value) {
    try {
      return Literal.of(value);
    } catch (SemblanceException e) {
      throw field.refused(e.getMessage());
    }
  }
}
