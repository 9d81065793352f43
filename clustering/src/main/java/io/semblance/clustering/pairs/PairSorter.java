package io.semblance.clustering.pairs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Sorts more records than fit in memory: what fits is sorted there, becomes a run on disk when it
 * is full, and all runs are merged when read. One thread at a time; once nothing is added any more,
 * {@link #sorted} may be read by many.
 */
final class PairSorter implements AutoCloseable {
  private static final int MOST_RUNS = 64;
  private static final int FIRST_ROOM = 1 << 10;

  private final int room;
  private final ScratchFolder folder;
  private final PairRecords memory = new PairRecords(FIRST_ROOM);
  private final List<PairRun> runs = new ArrayList<>();
  private boolean isSorted;

  /**
   * Makes an empty sorter.
   *
   * @param memoryBytes for records
   * @param folder for runs; stays the caller's
   */
  PairSorter(long memoryBytes, ScratchFolder folder) {
    // Half of it while the arrays grow.
    this.room = (int) Math.min(1 << 28, memoryBytes / (2 * PairRecord.BYTES));
    this.folder = folder;
  }

  void add(long scoreKey, long numbers) {
    memory.add(scoreKey, numbers);
    isSorted = false;
    if (memory.size() >= room) {
      spill();
    }
  }

  void addAll(PairRecords records) {
    memory.addAll(records);
    isSorted = false;
    if (memory.size() >= room) {
      spill();
    }
  }

  long size() {
    return memory.size() + runs.stream().mapToLong(PairRun::records).sum();
  }

  private void spill() {
    sortMemory();
    runs.add(PairRun.write(folder.newFile(), memory.iterator()));
    memory.truncate(0);
    if (runs.size() >= MOST_RUNS) {
      replaceRuns(merged());
    }
  }

  private void sortMemory() {
    if (!isSorted) {
      memory.sort();
      isSorted = true;
    }
  }

  private void replaceRuns(Iterator<PairRecord> records) {
    PairRun whole = PairRun.write(folder.newFile(), records);
    runs.forEach(PairRun::close);
    runs.clear();
    runs.add(whole);
    memory.truncate(0);
  }

  /**
   * Drops all records after the best ones that together stand for at least as many pairs as are
   * wanted.
   *
   * @param most how many are wanted, at least 1
   * @param pairs how many pairs a record stands for
   * @return what is kept
   */
  Kept keep(long most, ToLongFunction<PairRecord> pairs) {
    long before = size();
    Best best = new Best(sorted(), most, pairs);
    if (runs.isEmpty()) {
      int kept = 0;
      for (; best.hasNext(); best.next()) {
        kept++;
      }
      memory.truncate(kept);
    } else {
      replaceRuns(best);
    }
    return new Kept(most - best.left, size() < before, best.last);
  }

  /**
   * What {@link #keep} keeps.
   *
   * @param pairs that the kept records stand for
   * @param hasDropped whether any record was dropped
   * @param worst kept record
   */
  record Kept(long pairs, boolean hasDropped, @Nullable PairRecord worst) {}

  /** All records, best first. */
  Iterator<PairRecord> sorted() {
    sortMemory();
    return merged();
  }

  private Iterator<PairRecord> merged() {
    return runs.isEmpty() ? memory.iterator() : new Merged(memory, runs);
  }

  @Override
  public void close() {
    runs.forEach(PairRun::close);
    runs.clear();
    memory.truncate(0);
  }

  private static final class Merged implements Iterator<PairRecord> {
    private final PriorityQueue<Head> heads =
        new PriorityQueue<>(Comparator.comparing(head -> head.record));

    Merged(PairRecords memory, List<PairRun> runs) {
      add(memory.iterator());
      runs.forEach(run -> add(run.iterator()));
    }

    private void add(Iterator<PairRecord> records) {
      if (records.hasNext()) {
        heads.add(new Head(records.next(), records));
      }
    }

    @Override
    public boolean hasNext() {
      return !heads.isEmpty();
    }

    @Override
    public PairRecord next() {
      Head head = heads.remove();
      add(head.rest);
      return head.record;
    }
  }

  private record Head(PairRecord record, Iterator<PairRecord> rest) {}

  private static final class Best implements Iterator<PairRecord> {
    private final Iterator<PairRecord> all;
    private final ToLongFunction<PairRecord> pairs;
    private long left;
    private @Nullable PairRecord last;

    Best(Iterator<PairRecord> all, long most, ToLongFunction<PairRecord> pairs) {
      this.all = all;
      this.left = most;
      this.pairs = pairs;
    }

    @Override
    public boolean hasNext() {
      return left > 0 && all.hasNext();
    }

    @Override
    public PairRecord next() {
      PairRecord next = all.next();
      left -= pairs.applyAsLong(next);
      last = next;
      return next;
    }
  }
}
