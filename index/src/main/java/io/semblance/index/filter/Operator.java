package io.semblance.index.filter;

import java.util.Locale;

/** How a value of a document is compared with one value of a filter. */
public enum Operator {
  /** Some value of the document is equal. */
  EQ,
  /** No value of the document is equal, or it has none. */
  NE,
  /** Some value of the document is greater. */
  GT,
  /** Some value of the document is greater or equal. */
  GTE,
  /** Some value of the document is less. */
  LT,
  /** Some value of the document is less or equal. */
  LTE;

  /** The name in JSON. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the order of values matters. */
  public boolean isRange() {
    return this != EQ && this != NE;
  }
}
