package io.semblance.index;

/**
 * What values a declared metadata field has. A document may hold one value or an array of them;
 * filters and facets look at each.
 */
public enum FieldType {
  /** A string that is compared as a whole. */
  KEYWORD,
  /** A whole number of 64 bits. */
  LONG,
  /** A finite floating-point number of 64 bits. */
  DOUBLE,
  /** {@code true} or {@code false}. */
  BOOLEAN,
  /**
   * A point in time as RFC 3339 text ({@code 2026-11-23} or {@code 2026-11-23T10:00:00Z}), kept in
   * milliseconds.
   */
  DATE
}
