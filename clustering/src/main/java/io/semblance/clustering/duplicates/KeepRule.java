package io.semblance.clustering.duplicates;

/**
 * Which of several duplicates is kept. Where a rule leaves a choice the lowest id is kept, in the
 * order of {@link ItemIds}.
 */
public enum KeepRule {
  /** The lowest id. */
  FIRST,
  /** The highest id: the newest item, where ids rise with time. */
  LAST,
  /** The longest text, by the code points of its form. */
  LONGEST,
  /**
   * The item that most others are directly similar to, and among equals the one with the highest
   * sum of scores: leaves the fewest items.
   */
  MOST_CENTRAL
}
