package io.semblance.eval.measure;

/**
 * How well mined pairs agree with {@link GoldPairs}, as SentenceTransformers'
 * ParaphraseMiningEvaluator defines it. Pairs are taken best first; after each that is gold,
 * precision is the share of gold ones among those taken, recall their share of all gold pairs.
 *
 * <p>Gold pairs are rarely complete: precision is then a lower bound.
 *
 * @param averagePrecision the sum of the precision at each gold pair found, by the number of all
 *     gold pairs; in [0, 1]
 * @param f1 the highest harmonic mean of precision and recall
 * @param precision where F1 is highest
 * @param recall where F1 is highest
 * @param threshold midway between the score of the last pair taken there and that of the next one
 * @param pairs how many were mined
 * @param found how many of these are gold
 * @param gold how many gold pairs there are
 */
public record PairQuality(
    double averagePrecision,
    double f1,
    double precision,
    double recall,
    double threshold,
    long pairs,
    long found,
    long gold) {

  /** Starts to take pairs. */
  public static Walk walk(GoldPairs gold) {
    return new Walk(gold);
  }

  /** Takes mined pairs one by one, so that they need not be in memory. One thread at a time. */
  public static final class Walk {
    private final GoldPairs gold;
    private long pairs;
    private long found;
    private double precisions;
    private double bestF1;
    private double bestPrecision;
    private double bestRecall;
    private double threshold;
    private double lastScore = Double.POSITIVE_INFINITY;
    private boolean lastIsBest;

    private Walk(GoldPairs gold) {
      this.gold = gold;
    }

    /**
     * Takes the next pair.
     *
     * @param score at most that of the pair before
     * @throws IllegalArgumentException when it is higher, or not a number
     */
    public void add(int a, int b, double score) {
      if (!(score <= lastScore)) {
        throw new IllegalArgumentException(
            "pairs must come best first, got: " + score + " after " + lastScore);
      }
      if (lastIsBest) {
        threshold = (lastScore + score) / 2;
      }
      lastScore = score;
      lastIsBest = false;
      pairs++;
      if (gold.contains(a, b)) {
        find(score);
      }
    }

    private void find(double score) {
      found++;
      double precision = found / (double) pairs;
      double recall = found / (double) gold.count();
      double f1 = 2 * precision * recall / (precision + recall);
      precisions += precision;
      if (f1 > bestF1) {
        bestF1 = f1;
        bestPrecision = precision;
        bestRecall = recall;
        threshold = score;
        lastIsBest = true;
      }
    }

    /** The quality of the pairs taken so far; all 0 when none of them is gold. */
    public PairQuality quality() {
      double averagePrecision = gold.count() == 0 ? 0 : precisions / gold.count();
      return new PairQuality(
          averagePrecision,
          bestF1,
          bestPrecision,
          bestRecall,
          threshold,
          pairs,
          found,
          gold.count());
    }
  }
}
