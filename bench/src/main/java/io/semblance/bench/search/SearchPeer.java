package io.semblance.bench.search;

import java.io.IOException;

/** A library that finds the closest vectors through a graph. One thread at a time. */
interface SearchPeer extends AutoCloseable {
  /** Builds the graph over the first rows anew, in memory or on disk as the library does it. */
  void build(float[][] rows, int threads) throws IOException;

  /**
   * Rows of the {@link TweetVectors#K} closest.
   *
   * @param ef width of the walk
   */
  int[] search(float[] query, int ef) throws IOException;

  @Override
  void close() throws IOException;
}
