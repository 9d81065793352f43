package io.semblance.clustering.pairs;

/**
 * What mining will cost.
 *
 * @param products pairs of unique rows that are multiplied
 * @param operations multiplications and additions
 * @param bytes of memory at most, beside the matrix: the packed rows, the copies' lists and the
 *     memory budget
 * @param seconds by the rate that this machine showed just now; reading and writing of results
 *     comes on top
 */
public record MiningEstimate(long products, double operations, long bytes, double seconds) {
  /**
   * From how many operations on a search by cells is worth its misses: what two cores do in some
   * minutes. Counted in operations and not in seconds, so that the same rows are treated in the
   * same way on a busy machine.
   */
  public static final double MANY_OPERATIONS = 2e13;
}
