package io.semblance.index;

import org.jspecify.annotations.Nullable;

/**
 * A part of a ranking.
 *
 * @param limit how many hits, 1 to {@value #MAX_LIMIT}
 * @param cursor where the page begins: {@link SearchResult#nextCursor()} of the page before, or
 *     null for the first
 */
public record Page(int limit, @Nullable String cursor) {
  /** Largest allowed {@code limit}. */
  public static final int MAX_LIMIT = 1000;

  public Page {
    Limits.require("limit", limit, 1, MAX_LIMIT);
  }

  /** The beginning of a ranking. */
  public static Page first(int limit) {
    return new Page(limit, null);
  }
}
