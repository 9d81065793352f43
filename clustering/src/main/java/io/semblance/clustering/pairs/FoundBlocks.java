package io.semblance.clustering.pairs;

/** Keeps what blocks of rows have given, for a run that goes on after an end. */
sealed interface FoundBlocks extends AutoCloseable permits BlockLog, FoundBlocks.Nowhere {
  /** Keeps nothing: every run starts from the beginning. */
  FoundBlocks NONE = new Nowhere();

  /** Whether a block has not given all it has. */
  boolean isMissing(int block);

  /** Gives what finished blocks have given. */
  void restore(BestPairs best);

  /** Starts a block; the result names the attempt. */
  int start();

  /** Keeps some of a block's records. */
  void append(int attempt, int block, PairRecords records);

  /** Notes that a block has given all it has. */
  void finish(int attempt, int block);

  @Override
  void close();

  /** Keeps nothing. */
  record Nowhere() implements FoundBlocks {
    @Override
    public boolean isMissing(int block) {
      return true;
    }

    @Override
    public void restore(BestPairs best) {}

    @Override
    public int start() {
      return 0;
    }

    @Override
    public void append(int attempt, int block, PairRecords records) {}

    @Override
    public void finish(int attempt, int block) {}

    @Override
    public void close() {}
  }
}
