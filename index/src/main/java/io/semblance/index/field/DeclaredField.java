package io.semblance.index.field;

import io.semblance.error.SemblanceException;
import io.semblance.index.CollectionSchema;
import io.semblance.index.FieldType;
import io.semblance.index.filter.Literal;
import java.math.BigDecimal;
import java.util.Locale;
import org.apache.lucene.util.NumericUtils;
import org.jspecify.annotations.Nullable;

/**
 * A field that filters and facets may name. Its values are either terms or longs that sort as they
 * do.
 *
 * @param name as in documents
 * @param type what its values are
 * @param luceneName as in the index
 */
record DeclaredField(String name, FieldType type, String luceneName) {
  /** The built-in field that names a document. */
  static final String ID = "id";

  /** Longest text that is read as a number. */
  private static final int MAX_DIGITS = 1_000;

  static DeclaredField of(CollectionSchema schema, String name) {
    if (name.equals(ID)) {
      return new DeclaredField(ID, FieldType.KEYWORD, FieldNames.ID);
    }
    FieldType type = schema.fields().get(name);
    if (type == null) {
      throw undeclared(schema, name);
    }
    return metadata(name, type);
  }

  static DeclaredField metadata(String name, FieldType type) {
    return new DeclaredField(name, type, FieldNames.metadata(name));
  }

  private static SemblanceException undeclared(CollectionSchema schema, String name) {
    String kind = schema.textFields().contains(name) ? "is a text field" : "is not declared";
    String known =
        schema.fields().isEmpty() ? "" : ", " + String.join(", ", schema.fields().keySet());
    return SemblanceException.invalid(
        "field '"
            + name
            + "' "
            + kind
            + "; filters and facets may name: id"
            + known
            + ". Declare a field, as in lang:keyword, when the collection is made");
  }

  boolean isId() {
    return luceneName.equals(FieldNames.ID);
  }

  /** Whether values are longs; terms otherwise. */
  boolean isNumeric() {
    return switch (type) {
      case LONG, DOUBLE, DATE -> true;
      case KEYWORD, BOOLEAN -> false;
    };
  }

  /** The value as a term. */
  String term(Literal value) {
    return switch (type) {
      case KEYWORD -> keyword(value);
      case BOOLEAN -> flag(value);
      case LONG, DOUBLE, DATE -> throw new IllegalStateException(type + " has no terms");
    };
  }

  /** The value as a long that sorts as the values do. */
  long sortable(Literal value) {
    return switch (type) {
      case LONG -> whole(value);
      case DOUBLE -> sortable(real(value));
      case DATE -> moment(value);
      case KEYWORD, BOOLEAN -> throw new IllegalStateException(type + " has no numbers");
    };
  }

  /** The long that sorts as doubles do; -0 is 0. */
  static long sortable(double value) {
    return NumericUtils.doubleToSortableLong(value + 0.0);
  }

  /** The value that a term stands for. */
  Literal value(String term) {
    return type == FieldType.BOOLEAN
        ? new Literal.Flag(Boolean.parseBoolean(term))
        : new Literal.Text(term);
  }

  /** The value that a sortable long stands for. */
  Literal value(long sortable) {
    return switch (type) {
      case DATE -> new Literal.Text(DateTexts.format(sortable));
      case DOUBLE -> Literal.of(NumericUtils.sortableLongToDouble(sortable));
      default -> Literal.of(sortable);
    };
  }

  private String keyword(Literal value) {
    return switch (value) {
      case Literal.Text text -> text.value();
      case Literal.Untyped text -> text.value();
      case Literal.Numeral number -> throw refused("a keyword must be a string", number);
      case Literal.Flag flag -> throw refused("a keyword must be a string", flag);
    };
  }

  private String flag(Literal value) {
    boolean isFlag =
        switch (value) {
          case Literal.Flag flag -> true;
          case Literal.Untyped text -> text.value().equals("true") || text.value().equals("false");
          case Literal.Text text -> false;
          case Literal.Numeral number -> false;
        };
    if (!isFlag) {
      throw refused("a boolean must be true or false", value);
    }
    return value instanceof Literal.Untyped text ? text.value() : value.toString();
  }

  private long whole(Literal value) {
    String rule = "a long must be a whole number of 64 bits";
    try {
      return number(value, rule).longValueExact();
    } catch (ArithmeticException e) {
      throw refused(rule, value);
    }
  }

  private double real(Literal value) {
    String rule = "a double must be a finite number of 64 bits";
    double real = number(value, rule).doubleValue();
    if (!Double.isFinite(real)) {
      throw refused(rule, value);
    }
    return real;
  }

  private BigDecimal number(Literal value, String rule) {
    return switch (value) {
      case Literal.Numeral number -> number.value();
      case Literal.Untyped text -> number(text, rule);
      case Literal.Text text -> throw refused(rule, text);
      case Literal.Flag flag -> throw refused(rule, flag);
    };
  }

  private BigDecimal number(Literal.Untyped text, String rule) {
    if (text.value().length() > MAX_DIGITS) {
      throw refused(rule + " of at most " + MAX_DIGITS + " characters", text);
    }
    try {
      return new BigDecimal(text.value());
    } catch (NumberFormatException e) {
      throw refused(rule, text);
    }
  }

  private long moment(Literal value) {
    return switch (value) {
      case Literal.Text text -> moment(text.value());
      case Literal.Untyped text -> moment(text.value());
      case Literal.Numeral number -> throw refused("a date must be a string", number);
      case Literal.Flag flag -> throw refused("a date must be a string", flag);
    };
  }

  private long moment(String text) {
    try {
      return DateTexts.parse(text);
    } catch (SemblanceException e) {
      throw refused(e.getMessage());
    }
  }

  private SemblanceException refused(String rule, Literal value) {
    return refused(rule + ", got: " + abbreviated(value.toString()));
  }

  /** A refusal that names the field and its type. */
  SemblanceException refused(@Nullable String problem) {
    String label = type.name().toLowerCase(Locale.ROOT);
    return SemblanceException.invalid("field '" + name + "' (declared " + label + "): " + problem);
  }

  private static String abbreviated(String text) {
    int longest = 100;
    return text.length() <= longest ? text : text.substring(0, longest) + "...";
  }
}
