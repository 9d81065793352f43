package io.semblance.index;

import java.util.List;

/**
 * A passage of a hit.
 *
 * @param passage where it is
 * @param text what it says
 * @param similarity of its vector to the query's; NaN in a search by words
 * @param highlights which parts of {@code text} match words of the query; offsets count from the
 *     passage's start
 */
public record PassageHit(
    Passage passage, String text, double similarity, List<Highlight> highlights) {
  public PassageHit {
    highlights = List.copyOf(highlights);
  }

  /**
   * A word that matches.
   *
   * @param start first UTF-16 unit in the passage's text
   * @param end one after the last
   */
  public record Highlight(int start, int end) {}
}
