package io.semblance.clustering.pairs;

/**
 * Two numbers and a score as two longs that sort like them: best score first, then the lower number
 * ascending, then the higher.
 *
 * @param scoreKey of {@link #scoreKey}, lower is better
 * @param numbers of {@link #numbers}
 */
record PairRecord(long scoreKey, long numbers) implements Comparable<PairRecord> {
  /** A record on disk. */
  static final int BYTES = 16;

  static long scoreKey(double score) {
    long bits = Double.doubleToLongBits(score + 0.0); // adding 0 turns -0 into 0, an equal score
    return ~(bits ^ ((bits >> 63) & Long.MAX_VALUE));
  }

  static long numbers(int a, int b) {
    return (long) Math.min(a, b) << 32 | Math.max(a, b);
  }

  static int compare(long scoreKeyA, long numbersA, long scoreKeyB, long numbersB) {
    int byScore = Long.compare(scoreKeyA, scoreKeyB);
    return byScore != 0 ? byScore : Long.compare(numbersA, numbersB);
  }

  static double score(long scoreKey) {
    long sortable = ~scoreKey;
    return Double.longBitsToDouble(sortable ^ ((sortable >> 63) & Long.MAX_VALUE));
  }

  double score() {
    return score(scoreKey);
  }

  int low() {
    return (int) (numbers >>> 32);
  }

  int high() {
    return (int) numbers;
  }

  @Override
  public int compareTo(PairRecord other) {
    return compare(scoreKey, numbers, other.scoreKey, other.numbers);
  }
}
