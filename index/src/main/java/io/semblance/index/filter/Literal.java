package io.semblance.index.filter;

import io.semblance.error.SemblanceException;
import java.math.BigDecimal;
import java.math.BigInteger;

/** A value as a request gives it, before the schema says what it stands for. */
public sealed interface Literal {
  /** A JSON string. */
  record Text(String value) implements Literal {
    public Text {
      requireWellFormed(value);
    }

    @Override
    public String toString() {
      return '"' + value + '"';
    }
  }

  /** A JSON number; equal when the numbers are, however they were written. */
  record Numeral(BigDecimal value) implements Literal {
    private static final int MOST_ZEROS = 30;

    public Numeral {
      value = value.stripTrailingZeros();
      if (value.scale() < 0 && value.scale() >= -MOST_ZEROS) {
        value = value.setScale(0); // 2020, where stripping alone leaves 2.02E+3
      }
    }

    @Override
    public String toString() {
      return value.toString();
    }
  }

  /** A JSON {@code true} or {@code false}. */
  record Flag(boolean value) implements Literal {
    @Override
    public String toString() {
      return String.valueOf(value);
    }
  }

  /** A value of the command line, which may stand for any type. */
  record Untyped(String value) implements Literal {
    public Untyped {
      requireWellFormed(value);
    }

    @Override
    public String toString() {
      return '"' + value + '"';
    }
  }

  /**
   * The literal of a value as JSON is read into Java.
   *
   * @throws SemblanceException when it is neither a string, a boolean, nor a finite number
   */
  static Literal of(Object json) {
    return switch (json) {
      case String text -> new Text(text);
      case Boolean flag -> new Flag(flag);
      case Number number -> new Numeral(decimal(number));
      default ->
          throw SemblanceException.invalid(
              "a value must be a string, a number or a boolean, got: "
                  + json.getClass().getSimpleName());
    };
  }

  private static BigDecimal decimal(Number number) {
    return switch (number) {
      case BigDecimal decimal -> decimal;
      case BigInteger integer -> new BigDecimal(integer);
      case Double real -> shortest(real);
      case Float real -> shortest(real);
      default -> BigDecimal.valueOf(number.longValue());
    };
  }

  private static BigDecimal shortest(double value) {
    if (!Double.isFinite(value)) {
      throw SemblanceException.invalid("a number must be finite, got: " + value);
    }
    return BigDecimal.valueOf(value);
  }

  private static void requireWellFormed(String text) {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (text.codePointAt(i) >= Character.MIN_SURROGATE
          && text.codePointAt(i) <= Character.MAX_SURROGATE) {
        throw SemblanceException.invalid(
            "a string must not hold a lone surrogate, got one at UTF-16 position " + i);
      }
    }
  }
}
