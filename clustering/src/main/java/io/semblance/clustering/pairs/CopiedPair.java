package io.semblance.clustering.pairs;

import io.semblance.clustering.pairs.RowCopies.Slice;

/**
 * All pairs of rows of two unique rows, or of the copies of one, ascending, one at a time: groups
 * of copies may be large and their pairs are never listed.
 */
final class CopiedPair implements Comparable<CopiedPair> {
  private final RowCopies copies;
  private final long scoreKey;
  private final int a;
  private final int b;
  private final Slice rowsA;
  private final Slice rowsB;
  private long left;
  private int nextA;
  private int nextB;
  private int first;
  private Slice seconds = new Slice(new int[0], 0, 0);
  private int nextSecond;

  /**
   * Stands before the first pair.
   *
   * @param lead of {@link RowCopies#lead}
   * @param most how many pairs are given at most
   */
  CopiedPair(RowCopies copies, PairRecord lead, long most) {
    this.copies = copies;
    this.scoreKey = lead.scoreKey();
    this.a = copies.uniqueOf(lead.low());
    this.b = copies.uniqueOf(lead.high());
    this.rowsA = copies.all(a);
    this.rowsB = copies.all(b);
    this.left = most;
  }

  /** Goes to the next pair; false when there is none. */
  boolean advance() {
    if (left == 0) {
      return false;
    }
    nextSecond++;
    while (nextSecond >= seconds.size()) {
      if (nextA == rowsA.size() || nextB == rowsB.size()) {
        return false;
      }
      nextFirst();
    }
    left--;
    return true;
  }

  private void nextFirst() {
    boolean ofA = rowsA.get(nextA) <= rowsB.get(nextB);
    first = ofA ? rowsA.get(nextA++) : rowsB.get(nextB++);
    if (a == b) {
      nextB = nextA;
      if (nextA == rowsA.size()) {
        return;
      }
    }
    int other = ofA ? b : a;
    seconds = copies.isNew(first) ? copies.all(other) : copies.fresh(other);
    nextSecond = seconds.after(first);
  }

  Pair pair() {
    return new Pair(first, seconds.get(nextSecond), PairRecord.score(scoreKey));
  }

  private long numbers() {
    return PairRecord.numbers(first, seconds.get(nextSecond));
  }

  /** Whether a record comes before the pair that this stands at. */
  boolean isAfter(PairRecord record) {
    return PairRecord.compare(scoreKey, numbers(), record.scoreKey(), record.numbers()) > 0;
  }

  @Override
  public int compareTo(CopiedPair other) {
    return PairRecord.compare(scoreKey, numbers(), other.scoreKey, other.numbers());
  }
}
