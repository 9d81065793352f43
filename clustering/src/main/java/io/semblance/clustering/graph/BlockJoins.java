package io.semblance.clustering.graph;

import io.semblance.progress.ParallelLoops;

/** Brings blocks of rows together, on all workers. Used by one thread at a time. */
final class BlockJoins {
  private final ParallelLoops loops;
  private final Work work;

  BlockJoins(ParallelLoops loops, Work work) {
    this.loops = loops;
    this.work = work;
  }

  /** What is done with two blocks. */
  @FunctionalInterface
  interface Join {
    /**
     * Compares each row of one block with each of another.
     *
     * @param left numbers of unique rows, rising
     * @param right rising numbers too; in a join within a group either the same rows, or rows that
     *     all have higher numbers
     */
    void run(int worker, int[] left, int[] right);
  }

  /** Brings each row together with every other of its group. */
  void within(Groups groups, Join join) {
    work.plan(pairsWithin(groups));
    int[][] segments = groups.allSegments();
    loops.run(
        segments.length,
        1,
        (worker, from, to) -> {
          int group = segments[from][0];
          int[] left = groups.segment(group, segments[from][1]);
          for (int other = segments[from][1]; other < groups.segments(group); other++) {
            int[] right = groups.segment(group, other);
            join.run(worker, left, right);
            work.did((double) left.length * right.length);
          }
        });
  }

  private static double pairsWithin(Groups groups) {
    double pairs = 0;
    for (int group = 0; group < groups.count(); group++) {
      double segment = ProductLoop.SEGMENT;
      int whole = groups.size(group) / ProductLoop.SEGMENT;
      double rest = groups.size(group) % ProductLoop.SEGMENT;
      pairs += segment * segment * whole * (whole + 1) / 2 + rest * segment * whole + rest * rest;
    }
    return pairs;
  }

  /** Brings the visitors of each group together with its members. */
  void between(Groups visitors, Groups members, Join join) {
    work.plan(pairsBetween(visitors, members));
    int[][] segments = visitors.allSegments();
    loops.run(
        segments.length,
        1,
        (worker, from, to) -> {
          int group = segments[from][0];
          int[] left = visitors.segment(group, segments[from][1]);
          for (int other = 0; other < members.segments(group); other++) {
            int[] right = members.segment(group, other);
            join.run(worker, left, right);
            work.did((double) left.length * right.length);
          }
        });
  }

  private static double pairsBetween(Groups visitors, Groups members) {
    double pairs = 0;
    for (int group = 0; group < members.count(); group++) {
      pairs += (double) visitors.size(group) * members.size(group);
    }
    return pairs;
  }
}
