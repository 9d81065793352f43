package io.semblance.clustering.duplicates;

/**
 * How nearly equal texts are found without comparing each with each. Of every text's shingles the
 * lowest value under each of many hash functions is taken; texts with Jaccard index s agree in one
 * of these with probability s. The values are cut into bands; texts that agree in all values of a
 * band are candidates, so a pair becomes one with probability {@code 1 - (1 - s^rows)^bands}, an
 * S-shaped curve that rises most steeply near {@code (1 / bands)^(1 / rows)}. Candidates are then
 * compared exactly, so the chance is only in what is missed, never in what is found.
 *
 * <p>Sources: Broder, "On the resemblance and containment of documents", 1997; Leskovec, Rajaraman
 * and Ullman, "Mining of Massive Datasets", chapter 3.
 *
 * @param minJaccard least Jaccard index of a pair, above 0 and at most 1
 * @param bands at least 1
 * @param rows values in a band, at least 1
 * @param seed of the hash functions; the same seed gives the same pairs
 */
public record MinHash(double minJaccard, int bands, int rows, long seed) {
  /** Hash functions that {@link #of} has. */
  public static final int HASHES = 128;

  /**
   * A pair at the least Jaccard index is a candidate with at least this probability by {@link #of}.
   */
  public static final double MIN_PROBABILITY = 0.99;

  /** Texts alike in four of five shingles. */
  public static final MinHash DEFAULT = of(0.8, 42);

  public MinHash {
    if (!(minJaccard > 0 && minJaccard <= 1)) {
      throw new IllegalArgumentException(
          "least Jaccard index must be above 0 and at most 1, got: " + minJaccard);
    }
    if (bands < 1 || rows < 1) {
      throw new IllegalArgumentException(
          "bands and rows must be at least 1, got: " + bands + " and " + rows);
    }
  }

  /**
   * The bands that give the fewest false candidates with at most {@value #HASHES} hash functions,
   * while at least {@value #MIN_PROBABILITY} of the pairs at the least index are candidates: for
   * 0.8 that is 21 bands of 6 rows. Below 0.035 no bands reach it; then there are {@value #HASHES}
   * of one row.
   */
  public static MinHash of(double minJaccard, long seed) {
    int rows = HASHES;
    MinHash chosen = new MinHash(minJaccard, HASHES / rows, rows, seed);
    while (rows > 1 && chosen.probability(minJaccard) < MIN_PROBABILITY) {
      rows--;
      chosen = new MinHash(minJaccard, HASHES / rows, rows, seed);
    }
    return chosen;
  }

  /** How probably a pair with Jaccard index {@code jaccard} is a candidate. */
  public double probability(double jaccard) {
    return 1 - Math.pow(1 - Math.pow(jaccard, rows), bands);
  }

  /** About where the probability rises most steeply: {@code (1 / bands)^(1 / rows)}. */
  public double steepest() {
    return Math.pow(1.0 / bands, 1.0 / rows);
  }
}
