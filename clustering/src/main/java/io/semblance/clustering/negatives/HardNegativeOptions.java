package io.semblance.clustering.negatives;

import io.semblance.error.SemblanceException;
import org.jspecify.annotations.Nullable;

/**
 * Which passages count as hard negatives of a query. All scores are cosines, or those of a {@link
 * PassageScorer} where one is given.
 *
 * @param rangeMin so many of the best candidates are passed over, at least 0
 * @param rangeMax the last rank that is looked at, above {@code rangeMin}; null for as many as are
 *     likely to be needed: {@code rangeMin + negatives + m}, m being the most positives of a query,
 *     and ten times the negatives where a margin or {@code maxScore} drops some
 * @param maxScore candidates above it are dropped; null for none
 * @param minScore candidates below it are dropped; null for none
 * @param absoluteMargin candidates with {@code score + absoluteMargin > p} are dropped, p being the
 *     lowest score of the query's positives; null for none
 * @param relativeMargin candidates with {@code score > p - |p| * relativeMargin} are dropped; null
 *     for none
 * @param negatives how many for each query, at least 1
 * @param sampling which ones of the range
 * @param includesPositives whether a query's own positives are candidates like all others, for data
 *     that rerankers are measured on; only with {@link ExampleFormat#N_TUPLE}, which keeps the
 *     order
 * @param format of the examples
 * @param seed of random sampling
 */
public record HardNegativeOptions(
    int rangeMin,
    @Nullable Integer rangeMax,
    @Nullable Double maxScore,
    @Nullable Double minScore,
    @Nullable Double absoluteMargin,
    @Nullable Double relativeMargin,
    int negatives,
    Sampling sampling,
    boolean includesPositives,
    ExampleFormat format,
    long seed) {
  /** The three best candidates of each query, as triplets. */
  public static final HardNegativeOptions DEFAULT =
      new HardNegativeOptions(
          0, null, null, null, null, null, 3, Sampling.TOP, false, ExampleFormat.TRIPLET, 42);

  private static final int CANDIDATES_PER_NEGATIVE = 10;

  /** Which candidates of the range are taken. */
  public enum Sampling {
    /** The best ones. */
    TOP,
    /** Any, each as likely as another. */
    RANDOM
  }

  /**
   * Checks all values.
   *
   * @throws SemblanceException with code {@code INVALID_REQUEST} naming the first one that is wrong
   */
  public HardNegativeOptions {
    require(rangeMin >= 0, "range_min must be at least 0", rangeMin);
    require(
        rangeMax == null || rangeMax > rangeMin,
        "range_max must be above range_min, which is " + rangeMin,
        rangeMax);
    require(negatives >= 1, "num_negatives must be at least 1", negatives);
    requireFinite("max_score", maxScore);
    requireFinite("min_score", minScore);
    requireFinite("absolute_margin", absoluteMargin);
    requireFinite("relative_margin", relativeMargin);
    require(
        !includesPositives || format == ExampleFormat.N_TUPLE,
        "include_positives needs the output format n-tuple, which keeps the order",
        format);
  }

  private static void requireFinite(String name, @Nullable Double value) {
    require(value == null || Double.isFinite(value), name + " must be a finite number", value);
  }

  private static void require(boolean holds, String rule, @Nullable Object value) {
    if (!holds) {
      throw SemblanceException.invalid(rule + ", got: " + value);
    }
  }

  /** Passes over the best candidates and ends at a rank. */
  public HardNegativeOptions withRange(int min, @Nullable Integer max) {
    return new HardNegativeOptions(
        min,
        max,
        maxScore,
        minScore,
        absoluteMargin,
        relativeMargin,
        negatives,
        sampling,
        includesPositives,
        format,
        seed);
  }

  /** Drops candidates by their scores alone. */
  public HardNegativeOptions withScores(@Nullable Double least, @Nullable Double most) {
    return new HardNegativeOptions(
        rangeMin,
        rangeMax,
        most,
        least,
        absoluteMargin,
        relativeMargin,
        negatives,
        sampling,
        includesPositives,
        format,
        seed);
  }

  /** Drops candidates by how near their scores come to those of the positives. */
  public HardNegativeOptions withMargins(@Nullable Double absolute, @Nullable Double relative) {
    return new HardNegativeOptions(
        rangeMin,
        rangeMax,
        maxScore,
        minScore,
        absolute,
        relative,
        negatives,
        sampling,
        includesPositives,
        format,
        seed);
  }

  /** Takes so many negatives of each query. */
  public HardNegativeOptions withNegatives(int count, Sampling chosen, long chosenSeed) {
    return new HardNegativeOptions(
        rangeMin,
        rangeMax,
        maxScore,
        minScore,
        absoluteMargin,
        relativeMargin,
        count,
        chosen,
        includesPositives,
        format,
        chosenSeed);
  }

  /** Makes examples of another shape. */
  public HardNegativeOptions withFormat(ExampleFormat chosen, boolean withPositives) {
    return new HardNegativeOptions(
        rangeMin,
        rangeMax,
        maxScore,
        minScore,
        absoluteMargin,
        relativeMargin,
        negatives,
        sampling,
        withPositives,
        chosen,
        seed);
  }

  /** Whether candidates may be dropped for being too good, which is when a scorer is asked. */
  boolean dropsGoodOnes() {
    return absoluteMargin != null || relativeMargin != null || maxScore != null;
  }

  /** The last rank that is looked at. */
  long lastRank(int maxPositives) {
    if (rangeMax != null) {
      return rangeMax;
    }
    long wanted = dropsGoodOnes() ? (long) CANDIDATES_PER_NEGATIVE * negatives : negatives;
    return rangeMin + wanted + maxPositives;
  }
}
