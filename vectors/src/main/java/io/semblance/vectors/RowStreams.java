package io.semblance.vectors;

import java.lang.foreign.MemorySegment;

/**
 * Reads many rows in four streams. A single stream of dot products leaves a third of the memory's
 * bandwidth unused: a row's arithmetic fills the processor's window before enough cache lines are
 * under way. Four streams, a quarter of a block apart each, keep four prefetchers busy.
 */
final class RowStreams {
  private static final int STREAMS = 4;
  // Far enough apart for separate pages, near enough for the translation cache.
  private static final int ROWS_OF_BLOCK = 1024;

  private RowStreams() {}

  /** Compares the row at byte {@code offset}. */
  @FunctionalInterface
  interface OneRow {
    float compare(MemorySegment rows, long offset, float[] query);
  }

  /** Compares four rows, see {@link Kernels#dot4}. */
  @FunctionalInterface
  interface FourRows {
    void compare(MemorySegment rows, long offset, long distance, float[] query, float[] sums);
  }

  /** Fills {@code scores[i]} with what {@code one} gives for row i. */
  static void compare(
      MemorySegment rows, float[] query, float[] scores, OneRow one, FourRows four) {
    long bytesOfRow = 4L * query.length;
    float[] sums = new float[Kernels.SUMS]; // one for all: garbage would take bandwidth
    int first = 0;
    while (scores.length - first >= STREAMS) {
      int rowsOfStream = Math.min(ROWS_OF_BLOCK, scores.length - first) / STREAMS;
      long distance = rowsOfStream * bytesOfRow;
      for (int row = first; row < first + rowsOfStream; row++) {
        four.compare(rows, row * bytesOfRow, distance, query, sums);
        for (int stream = 0; stream < STREAMS; stream++) {
          scores[row + stream * rowsOfStream] = sums[stream];
        }
      }
      first += STREAMS * rowsOfStream;
    }
    for (int row = first; row < scores.length; row++) {
      scores[row] = one.compare(rows, row * bytesOfRow, query);
    }
  }
}
