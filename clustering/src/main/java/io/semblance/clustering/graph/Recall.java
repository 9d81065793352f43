package io.semblance.clustering.graph;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The share of true neighbours that were found, measured on a sample of rows.
 *
 * @param value found of all true neighbours of all sampled rows, 0 to 1; 1 when there are none
 * @param low lower end of the 95% interval, by bootstrap over the sampled rows (Efron, "Bootstrap
 *     Methods", 1979, percentile interval)
 * @param high upper end of it
 * @param sampledRows how many rows were sampled
 * @param trueNeighbors how many true neighbours they have
 */
public record Recall(double value, double low, double high, int sampledRows, long trueNeighbors) {
  private static final int RESAMPLES = 1000;
  private static final double TAIL = 0.025;

  /** Of a graph that was built by comparing all rows. */
  static final Recall EXACT = new Recall(1, 1, 1, 0, 0);

  /**
   * Measures.
   *
   * @param found {@code int[sample]}: true neighbours of each sampled row that were found
   * @param all {@code int[sample]}: its true neighbours
   */
  static Recall of(int[] found, int[] all, long seed) {
    long trueNeighbors = Arrays.stream(all).asLongStream().sum();
    double[] resampled = new double[RESAMPLES];
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < RESAMPLES; round++) {
      resampled[round] = resample(found, all, random);
    }
    Arrays.sort(resampled);
    int tail = (int) (TAIL * RESAMPLES);
    return new Recall(
        share(Arrays.stream(found).asLongStream().sum(), trueNeighbors),
        resampled[tail],
        resampled[RESAMPLES - 1 - tail],
        all.length,
        trueNeighbors);
  }

  private static double resample(int[] found, int[] all, SplittableRandom random) {
    int[] drawn = IntStream.range(0, all.length).map(i -> random.nextInt(all.length)).toArray();
    return share(
        Arrays.stream(drawn).mapToLong(row -> found[row]).sum(),
        Arrays.stream(drawn).mapToLong(row -> all[row]).sum());
  }

  private static double share(long found, long all) {
    return all == 0 ? 1 : (double) found / all;
  }
}
