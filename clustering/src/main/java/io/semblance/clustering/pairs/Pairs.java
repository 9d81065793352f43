package io.semblance.clustering.pairs;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Found pairs of rows of a matrix, highest score first, then the lower first row, then the lower
 * second row; each pair once. They are in memory or on disk, and pairs of copies are made when they
 * are read: a result of any length takes no more memory than the budget of {@link MiningOptions}.
 *
 * <p>May be read any number of times, also by many threads at once, until closed. Reading throws a
 * {@link io.semblance.error.SemblanceException} with code {@code STORAGE_FAILURE} when the disk
 * fails.
 */
public final class Pairs implements Iterable<Pair>, AutoCloseable {
  private final RowCopies copies;
  private final PairSorter leads;
  private final ScratchFolder folder;
  private final Cut cut;
  private final long count;

  /**
   * Takes what it is given.
   *
   * @param leads first pairs of rows, all added
   * @param folder that is closed with this
   */
  Pairs(RowCopies copies, PairSorter leads, ScratchFolder folder, Cut cut, long count) {
    this.copies = copies;
    this.leads = leads;
    this.folder = folder;
    this.cut = cut;
    this.count = count;
    leads.sorted(); // now, so that reading changes nothing any more
  }

  /**
   * Where a result ends that had to end early.
   *
   * @param truncated whether pairs were left out
   * @param last lead of the last pair of unique rows when not all of its pairs are in the result
   * @param pairs how many of them are
   */
  record Cut(boolean truncated, @Nullable PairRecord last, long pairs) {
    long most(PairRecord lead) {
      return lead.equals(last) ? pairs : Long.MAX_VALUE;
    }
  }

  /** How many pairs there are. */
  public long count() {
    return count;
  }

  /** Whether there were more pairs than {@link MiningOptions#maxPairs}, so that the best remain. */
  public boolean truncated() {
    return cut.truncated();
  }

  @Override
  public Iterator<Pair> iterator() {
    return new Reader();
  }

  /** The pairs in their order. */
  public Stream<Pair> stream() {
    return StreamSupport.stream(spliterator(), false);
  }

  /** Deletes what is on disk, but for the log in a work folder. */
  @Override
  public void close() {
    leads.close();
    folder.close();
  }

  /**
   * Merges leads, which are sorted, with the other pairs of those that have copies. Those under way
   * wait in a heap: all of one score at most.
   */
  private final class Reader implements Iterator<Pair> {
    private final Iterator<PairRecord> records = leads.sorted();
    private final PriorityQueue<CopiedPair> underWay = new PriorityQueue<>();
    private @Nullable PairRecord record = records.hasNext() ? records.next() : null;
    private long left = count;

    @Override
    public boolean hasNext() {
      return left > 0;
    }

    @Override
    public Pair next() {
      if (left == 0) {
        throw new NoSuchElementException();
      }
      left--;
      for (PairRecord lead = nextLead(); lead != null; lead = nextLead()) {
        if (copies.pairs(copies.uniqueOf(lead.low()), copies.uniqueOf(lead.high())) == 1
            && (copies.isNew(lead.low()) || copies.isNew(lead.high()))) {
          return new Pair(lead.low(), lead.high(), lead.score());
        }
        goOn(new CopiedPair(copies, lead, cut.most(lead)));
      }
      CopiedPair first = underWay.remove();
      Pair pair = first.pair();
      goOn(first);
      return pair;
    }

    /** The next record, unless a pair of copies comes before it. */
    private @Nullable PairRecord nextLead() {
      PairRecord next = record;
      CopiedPair first = underWay.peek();
      if (next == null || (first != null && !first.isAfter(next))) {
        return null;
      }
      record = records.hasNext() ? records.next() : null;
      return next;
    }

    private void goOn(CopiedPair pair) {
      if (pair.advance()) {
        underWay.add(pair);
      }
    }
  }
}
