package io.semblance.clustering.pairs;

import io.semblance.clustering.UniqueRows;
import io.semblance.error.SemblanceException;
import io.semblance.progress.ParallelLoops;
import io.semblance.progress.Progress;
import io.semblance.vectors.product.PackedRows;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Compares all rows with all, exactly. Results speak of rows of the matrix: equal rows are pairs of
 * score 1, and a close pair of rows that have copies is as many pairs as there are combinations.
 *
 * <p>Each unordered pair of unique rows is multiplied once, {@code dimension * count^2} operations,
 * without ever writing the matrix of products; needs {@code 4 * count * dimension} bytes of heap
 * for a copy of the rows, and the memory budget. What a product does not rule out is computed again
 * in double, which alone decides: results have the same bits for any number of threads, any
 * processor and any order of the rows. When a result has to end among equal scores, unique rows of
 * lower numbers come first.
 *
 * <p>Immutable, safe for many threads, as long as the matrix does not change.
 */
public final class PairMining {
  private static final String WORK = "pair mining";

  private final UniqueRows rows;
  private final RowCopies copies;
  private final RowOrder order;
  private final MiningOptions options;

  private PairMining(UniqueRows rows, RowCopies copies, MiningOptions options) {
    this.rows = rows;
    this.copies = copies;
    this.order = RowOrder.of(rows, copies);
    this.options = options;
  }

  /** Mines all pairs of rows. */
  public static PairMining of(UniqueRows rows, MiningOptions options) {
    return new PairMining(rows, RowCopies.of(rows), options);
  }

  /**
   * Mines only pairs of which at least one row is new, and multiplies only what these need.
   *
   * @param newRows numbers of rows of the matrix
   */
  public static PairMining since(UniqueRows rows, BitSet newRows, MiningOptions options) {
    if (newRows.length() > rows.rows()) {
      throw SemblanceException.invalid(
          "new rows must be rows of the matrix, which has "
              + rows.rows()
              + ", got: "
              + (newRows.length() - 1));
    }
    return new PairMining(rows, RowCopies.since(rows, newRows), options);
  }

  /** How many pairs of unique rows are multiplied: what progress counts up to. */
  public long products() {
    return order.products();
  }

  /** What mining will cost. Measures the rate of this machine on all threads for half a second. */
  public MiningEstimate estimate() {
    double operations = 2.0 * products() * rows.dimension();
    long bytes =
        4L * rows.count() * rows.dimension() + 16L * rows.rows() + options.memoryBudgetBytes();
    double rate = KernelRate.measure(rows.dimension(), options.threads());
    return new MiningEstimate(products(), operations, bytes, operations / rate);
  }

  /**
   * Finds all pairs with at least a cosine.
   *
   * @param minScore in [-1, 1]
   * @param progress hears of products done, of {@link #products} in all; may cancel between blocks
   *     of rows
   * @return the pairs, the best {@link MiningOptions#maxPairs} when there are more; to be closed
   * @throws SemblanceException with code {@code CANCELLED}; {@code STORAGE_FAILURE} when the disk
   *     fails; {@code CONFLICT} when the work folder has the log of another run
   */
  public Pairs above(double minScore, Progress progress) {
    if (!(minScore >= -1 && minScore <= 1)) {
      throw SemblanceException.invalid("minScore must be in [-1, 1], got: " + minScore);
    }
    return mine(minScore, options.maxPairs(), progress);
  }

  /**
   * Finds the closest pairs of all: a true number of different pairs.
   *
   * @param count at least 1, at most {@link MiningOptions#maxPairs}
   * @param progress as for {@link #above}
   * @return so many pairs, fewer when there are not so many rows; {@linkplain Pairs#truncated()
   *     truncated} when there are more; to be closed
   */
  public Pairs top(long count, Progress progress) {
    if (count < 1 || count > options.maxPairs()) {
      throw SemblanceException.invalid(
          "count must be at least 1 and at most maxPairs, "
              + options.maxPairs()
              + ", got: "
              + count);
    }
    return mine(-1, count, progress);
  }

  private Pairs mine(double minScore, long most, Progress progress) {
    ScratchFolder folder = new ScratchFolder(options.workFolder());
    long memory = options.memoryBudgetBytes() / 2; // for pairs of unique rows, and then for leads
    try (FoundBlocks found = open(minScore, most);
        BestPairs best = new BestPairs(copies, minScore, most, new PairSorter(memory, folder))) {
      best.add(pairsOfCopies(rows, copies));
      found.restore(best);
      multiply(best, found, progress);
      return best.result(new PairSorter(memory, folder), folder);
    } catch (RuntimeException | Error e) {
      folder.close();
      throw e;
    }
  }

  private FoundBlocks open(double minScore, long most) {
    Path folder = options.workFolder();
    return folder == null
        ? FoundBlocks.NONE
        : BlockLog.open(folder, RunIdentity.of(rows, copies, minScore, most));
  }

  /** The pairs of equal rows. */
  static PairRecords pairsOfCopies(UniqueRows rows, RowCopies copies) {
    PairRecords found = new PairRecords(0);
    for (int number = 0; number < rows.count(); number++) {
      if (copies.pairs(number, number) > 0) {
        found.add(PairRecord.scoreKey(1), PairRecord.numbers(number, number));
      }
    }
    return found;
  }

  private void multiply(BestPairs best, FoundBlocks found, Progress progress) {
    PackedRows packed = order.pack(rows);
    int[] blocks = IntStream.range(0, order.blocks()).filter(found::isMissing).toArray();
    long missing = Arrays.stream(blocks).mapToLong(order::products).sum();
    AtomicLong done = new AtomicLong(products() - missing);
    PairCollector[] collectors = new PairCollector[options.threads()];
    Arrays.setAll(collectors, worker -> new PairCollector(rows, order, best));
    try (ParallelLoops loops = new ParallelLoops(options.threads(), "pairs")) {
      loops.run(
          blocks.length,
          1,
          (worker, step, end) -> {
            progress.throwIfCancelled(WORK);
            multiply(packed, blocks[step], collectors[worker], best, found);
            progress.advancedTo(done.addAndGet(order.products(blocks[step])));
          });
    }
  }

  private void multiply(
      PackedRows packed, int block, PairCollector collector, BestPairs best, FoundBlocks found) {
    int attempt = found.start();
    collector.start(
        records -> {
          found.append(attempt, block, records);
          best.add(records);
        });
    BlockProduct.triangle(packed, order.left(), block, collector, new float[PackedRows.PRODUCTS]);
    collector.finish();
    found.finish(attempt, block);
  }
}
