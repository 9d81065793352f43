package io.semblance.cli;

import io.semblance.index.CollectionSchema;
import io.semblance.index.FieldType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Metadata that documents have and the collection does not declare, so that filters and facets
 * cannot name it. One thread at a time.
 */
final class UndeclaredFields {
  private static final int MAX_NAMED = 10;

  /** Names beyond this are data, such as ids for keys, and nobody's fields. */
  private static final int MAX_KNOWN = 1_000;

  private static final Pattern DATE =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}([Tt ]\\d{2}:\\d{2}:\\d{2}.*)?");

  private final CollectionSchema schema;
  private final Map<String, FieldType> found = new LinkedHashMap<>();

  UndeclaredFields(CollectionSchema schema) {
    this.schema = schema;
  }

  /** Looks at the fields of a document. */
  void add(Map<String, Object> fields) {
    fields.forEach(
        (name, value) -> {
          FieldType type = value == null ? null : typeOf(value);
          if (type != null
              && found.size() < MAX_KNOWN
              && !schema.fields().containsKey(name)
              && !schema.textFields().contains(name)) {
            found.merge(name, type, UndeclaredFields::common);
          }
        });
  }

  /** The type that would hold the value; null for what no field can. */
  private static @Nullable FieldType typeOf(Object value) {
    return switch (value) {
      case String text -> DATE.matcher(text).matches() ? FieldType.DATE : FieldType.KEYWORD;
      case Boolean flag -> FieldType.BOOLEAN;
      case Integer whole -> FieldType.LONG;
      case Long whole -> FieldType.LONG;
      case Double real -> FieldType.DOUBLE;
      case List<?> values ->
          values.isEmpty() || values.get(0) == null ? null : typeOf(values.get(0));
      default -> null;
    };
  }

  private static FieldType common(FieldType one, FieldType other) {
    if (one == other) {
      return one;
    }
    boolean numbers =
        (one == FieldType.LONG || one == FieldType.DOUBLE)
            && (other == FieldType.LONG || other == FieldType.DOUBLE);
    return numbers ? FieldType.DOUBLE : FieldType.KEYWORD;
  }

  /** What to tell people; null when all is declared. */
  @Nullable String note() {
    if (found.isEmpty()) {
      return null;
    }
    String options =
        found.entrySet().stream()
            .limit(MAX_NAMED)
            .map(field -> "--field " + field.getKey() + ":" + label(field.getValue()))
            .collect(Collectors.joining(" "));
    int more = found.size() - MAX_NAMED;
    return "some metadata is kept but not declared, so filters and facets cannot name it; declare it"
        + " when you make a collection: "
        + options
        + (more > 0 ? " and " + more + " more" : "");
  }

  private static String label(FieldType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }
}
