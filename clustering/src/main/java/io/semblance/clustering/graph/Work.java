package io.semblance.clustering.graph;

import io.semblance.progress.Progress;

/**
 * Progress of work whose amount becomes known only on the way: told in products, reported as a
 * share of the rows. Safe for many threads.
 */
final class Work {
  private static final String NAME = "the search for nearest neighbours";

  private final Progress progress;
  private final long rows;
  private double planned;
  private double done;
  private long reported;

  Work(Progress progress, long rows) {
    this.progress = progress;
    this.rows = rows;
  }

  /** There are so many more products to compute. */
  synchronized void plan(double products) {
    planned += products;
  }

  /** So many products of those that were planned are done. */
  void did(double products) {
    progress.throwIfCancelled(NAME);
    synchronized (this) {
      done += products;
      reported = Math.max(reported, (long) (rows * Math.min(1, done / planned)));
      progress.advancedTo(reported);
    }
  }

  /** Progress of a part of this work that counts its products itself. */
  Progress ofPart(long products) {
    plan((double) products);
    return new Progress() {
      private long counted;

      @Override
      public void advancedTo(long done) {
        did((double) newSince(done));
      }

      private synchronized long newSince(long done) {
        long before = counted;
        counted = Math.max(counted, done);
        return counted - before;
      }

      @Override
      public boolean isCancelled() {
        return progress.isCancelled();
      }
    };
  }

  synchronized void finish() {
    reported = rows;
    progress.advancedTo(rows);
  }

  synchronized long products() {
    return (long) done;
  }
}
