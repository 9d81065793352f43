package io.semblance.clustering.pairs;

import io.semblance.clustering.pairs.Pairs.Cut;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The best pairs of unique rows found so far, by {@link PairRecord}'s order: as many as stand for
 * the wanted number of pairs of rows. The worst of them is a bound that only rises, for all
 * threads. Safe for many threads until {@link #result}.
 */
final class BestPairs implements AutoCloseable {
  private final RowCopies copies;
  private final double minScore;
  private final long most;
  private final PairSorter sorter;
  private long found;
  private volatile @Nullable PairRecord worst;

  /**
   * Makes an empty one.
   *
   * @param minScore of a pair
   * @param most pairs of rows that are wanted, at least 1
   * @param sorter for pairs of unique rows; closed with this
   */
  BestPairs(RowCopies copies, double minScore, long most, PairSorter sorter) {
    this.copies = copies;
    this.minScore = minScore;
    this.most = most;
    this.sorter = sorter;
  }

  /** The least score that a pair must have now. */
  double bound() {
    PairRecord last = worst;
    return last == null ? minScore : last.score();
  }

  /** Whether a pair may be among the best. */
  boolean admits(double score, long scoreKey, long numbers) {
    PairRecord last = worst;
    return score >= minScore
        && (last == null
            || PairRecord.compare(scoreKey, numbers, last.scoreKey(), last.numbers()) < 0);
  }

  /** Takes pairs that were admitted. */
  synchronized void add(PairRecords records) {
    sorter.addAll(records);
    for (int i = 0; i < records.size(); i++) {
      found += copies.pairs(records.get(i));
    }
    if (found / 2 >= most) { // rarely, and then half of them go
      PairSorter.Kept kept = sorter.keep(most, copies::pairs);
      found = kept.pairs();
      if (kept.hasDropped()) {
        worst = kept.worst();
      }
    }
  }

  /**
   * The best pairs of rows.
   *
   * @param leads an empty sorter, and {@code folder} what it writes to; both go to the result
   */
  synchronized Pairs result(PairSorter leads, ScratchFolder folder) {
    boolean truncated = worst != null;
    long left = most;
    PairRecord last = null;
    long pairsOfLast = 0;
    Iterator<PairRecord> records = sorter.sorted();
    while (left > 0 && records.hasNext()) {
      PairRecord record = records.next();
      long lead = copies.lead(record.low(), record.high());
      pairsOfLast = Math.min(left, copies.pairs(record));
      truncated |= pairsOfLast < copies.pairs(record);
      left -= pairsOfLast;
      leads.add(record.scoreKey(), lead);
      last = new PairRecord(record.scoreKey(), lead);
    }
    truncated |= records.hasNext();
    return new Pairs(copies, leads, folder, new Cut(truncated, last, pairsOfLast), most - left);
  }

  @Override
  public void close() {
    sorter.close();
  }
}
