package io.semblance.index.filter;

import io.semblance.error.SemblanceException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The short syntax of the command line: one condition on one field.
 *
 * <pre>
 * lang=en     lang!=en     lang=en,de     lang!=en,de
 * year>=2020  year>2020    year<=2020     published<2021-01-01
 * tag^=pre    author?      !author?
 * </pre>
 *
 * In a list, a comma that belongs to a value is written {@code \,} and a backslash {@code \\}.
 * Spaces around field, sign and values do not count; JSON can ask for values that begin or end with
 * them. Values have no type until they meet the schema: {@code year=2020} is right for a keyword
 * and for a long.
 */
public final class FilterText {
  private static final Pattern CONDITION =
      Pattern.compile(
          "(!?)\\s*([\\p{L}\\p{N}_][\\p{L}\\p{N}_.-]*)\\s*(\\?|!=|>=|<=|\\^=|=|>|<)(.*)",
          Pattern.DOTALL);

  private FilterText() {}

  /**
   * Reads one condition.
   *
   * @throws SemblanceException when it is none
   */
  public static Filter parse(String text) {
    Matcher matcher = CONDITION.matcher(text.strip());
    if (!matcher.matches()) {
      throw refused(text);
    }
    boolean negated = !matcher.group(1).isEmpty();
    String field = matcher.group(2);
    String sign = matcher.group(3);
    String value = matcher.group(4).strip();
    if (sign.equals("?") != value.isEmpty() || (negated && !sign.equals("?"))) {
      throw refused(text);
    }
    return switch (sign) {
      case "?" -> new Filter.Exists(field, !negated);
      case "=" -> equality(text, field, false, values(value));
      case "!=" -> equality(text, field, true, values(value));
      case "^=" -> new Filter.Prefix(field, new Literal.Untyped(value));
      case ">" -> range(field, Operator.GT, value);
      case ">=" -> range(field, Operator.GTE, value);
      case "<" -> range(field, Operator.LT, value);
      default -> range(field, Operator.LTE, value);
    };
  }

  private static Filter range(String field, Operator operator, String value) {
    return new Filter.Comparison(field, operator, new Literal.Untyped(value));
  }

  private static Filter equality(String text, String field, boolean negated, List<String> values) {
    if (values.stream().anyMatch(String::isEmpty)) {
      throw refused(text);
    }
    List<Literal> literals = values.stream().<Literal>map(Literal.Untyped::new).toList();
    return literals.size() == 1
        ? new Filter.Comparison(field, negated ? Operator.NE : Operator.EQ, literals.getFirst())
        : new Filter.In(field, negated, literals);
  }

  private static List<String> values(String text) {
    List<String> values = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ',') {
        values.add(value.toString().strip());
        value.setLength(0);
      } else if (c == '\\' && i + 1 < text.length() && isEscapable(text.charAt(i + 1))) {
        value.append(text.charAt(++i));
      } else {
        value.append(c);
      }
    }
    values.add(value.toString().strip());
    return values;
  }

  private static boolean isEscapable(char c) {
    return c == ',' || c == '\\';
  }

  private static SemblanceException refused(String text) {
    return SemblanceException.invalid(
        "a filter must be JSON or look like lang=en, lang!=en, lang=en,de, year>=2020, year<2020,"
            + " tag^=pre, author? or !author?, without empty values, got: "
            + text);
  }
}
