package io.semblance.index.chunk;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts units that follow each other into as few chunks as there can be, in order, each beginning
 * with units at the end of the one before. When little is left for the last chunk it shares with
 * the one before.
 */
final class Packing {
  private final List<Unit> units;
  private final int budget;
  private final int overlap;
  private final long[] tokensBefore;

  /** Units {@code from} to {@code to - 1}. */
  private record Range(int from, int to) {}

  /**
   * Prepares units.
   *
   * @param budget most tokens of a chunk; a unit with more is a chunk of its own
   * @param overlap most tokens that a chunk has in common with the one before
   */
  Packing(List<Unit> units, int budget, int overlap) {
    this.units = units;
    this.budget = budget;
    this.overlap = overlap;
    this.tokensBefore = new long[units.size() + 1];
    for (int i = 0; i < units.size(); i++) {
      tokensBefore[i + 1] = tokensBefore[i] + units.get(i).tokens();
    }
  }

  List<Span> chunks() {
    List<Range> ranges = new ArrayList<>();
    int from = 0;
    while (from < units.size()) {
      int to = end(from, budget);
      ranges.add(new Range(from, to));
      from = to == units.size() ? to : overlapStart(from, to);
    }
    balanceEnd(ranges);
    return ranges.stream().map(this::span).toList();
  }

  private int end(int from, long limit) {
    int to = from + 1;
    while (to < units.size() && tokens(from, to + 1) <= limit) {
      to++;
    }
    return to;
  }

  /**
   * Where the chunk after {@code [from, to)} begins, which has to have room for unit {@code to}.
   */
  private int overlapStart(int from, int to) {
    int start = to;
    while (start - 1 > from
        && tokens(start - 1, to) <= overlap
        && tokens(start - 1, to + 1) <= budget) {
      start--;
    }
    return start;
  }

  private void balanceEnd(List<Range> ranges) {
    if (ranges.size() < 2) {
      return;
    }
    Range last = ranges.getLast();
    int from = ranges.get(ranges.size() - 2).from();
    int to = end(from, (tokens(from, last.to()) + 1) / 2);
    if (4 * tokens(last.from(), last.to()) < budget && tokens(to, last.to()) <= budget) {
      int start = overlapStart(from, to);
      while (tokens(start, last.to()) > budget) {
        start++;
      }
      ranges.set(ranges.size() - 2, new Range(from, to));
      ranges.set(ranges.size() - 1, new Range(start, last.to()));
    }
  }

  private long tokens(int from, int to) {
    return tokensBefore[to] - tokensBefore[from];
  }

  private Span span(Range range) {
    return new Span(units.get(range.from()).span().start(), units.get(range.to() - 1).span().end());
  }
}
