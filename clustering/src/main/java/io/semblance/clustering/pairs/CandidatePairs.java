package io.semblance.clustering.pairs;

import io.semblance.clustering.UniqueRows;
import io.semblance.error.SemblanceException;

/**
 * Pairs that may be close and were found elsewhere, such as in a graph of neighbours: each is
 * computed in double, and what reaches the least score is kept as {@link PairMining#above} keeps
 * it. Different workers may offer at once.
 */
public final class CandidatePairs implements AutoCloseable {
  private final UniqueRows rows;
  private final double minScore;
  private final long memory;
  private final ScratchFolder folder;
  private final BestPairs best;
  private final Worker[] workers;
  private boolean isHandedOver;

  private CandidatePairs(UniqueRows rows, double minScore, MiningOptions options) {
    this.rows = rows;
    this.minScore = minScore;
    this.memory = options.memoryBudgetBytes() / 2;
    this.folder = new ScratchFolder(options.workFolder());
    RowCopies copies = RowCopies.of(rows);
    this.best = new BestPairs(copies, minScore, options.maxPairs(), new PairSorter(memory, folder));
    this.workers = new Worker[options.threads()];
    for (int worker = 0; worker < workers.length; worker++) {
      workers[worker] = new Worker();
    }
    best.add(PairMining.pairsOfCopies(rows, copies));
  }

  /**
   * Starts with the pairs of equal rows, which need no offer.
   *
   * @param minScore in [-1, 1]
   * @param options as for {@link PairMining}; there is one worker for each thread
   */
  public static CandidatePairs above(UniqueRows rows, double minScore, MiningOptions options) {
    if (!(minScore >= -1 && minScore <= 1)) {
      throw SemblanceException.invalid("minScore must be in [-1, 1], got: " + minScore);
    }
    return new CandidatePairs(rows, minScore, options);
  }

  /**
   * Offers a pair, which must not be offered twice.
   *
   * @param worker from 0; one call at a time for each
   * @param one number of a unique row
   * @param other number of another one
   * @return whether its cosine is at least the least score
   */
  public boolean offer(int worker, int one, int other) {
    return workers[worker].offer(one, other);
  }

  /** All that was offered and is close; called once, when all offers are made. To be closed. */
  public Pairs result() {
    for (Worker worker : workers) {
      worker.handOver();
    }
    isHandedOver = true;
    return best.result(new PairSorter(memory, folder), folder);
  }

  /** Lets go of what was offered, but not of a result. */
  @Override
  public void close() {
    best.close();
    if (!isHandedOver) {
      folder.close();
    }
  }

  private final class Worker {
    private static final int BATCH = 1 << 13;

    private final ExactCosines cosines = new ExactCosines(rows.matrix(), rows.matrix());
    private final PairRecords batch = new PairRecords(BATCH);

    boolean offer(int one, int other) {
      double score = cosines.cosine(rows.first(one), rows.first(other));
      if (score < minScore) {
        return false;
      }
      long scoreKey = PairRecord.scoreKey(score);
      long numbers = PairRecord.numbers(one, other);
      if (best.admits(score, scoreKey, numbers)) {
        batch.add(scoreKey, numbers);
        if (batch.size() == BATCH) {
          handOver();
        }
      }
      return true;
    }

    void handOver() {
      best.add(batch);
      batch.truncate(0);
    }
  }
}
