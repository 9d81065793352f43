package io.semblance.clustering.topics;

/**
 * How much a term tells about a class of texts: class-based TF-IDF (Grootendorst, "BERTopic: Neural
 * topic modeling with a class-based TF-IDF procedure", 2022). With tf the count of the term in the
 * class, n the count of all terms in the class, f the count of the term in all classes and A the
 * average of n over the classes:
 */
public enum TermWeighting {
  /** {@code tf / n * ln(1 + A / f)}. */
  PLAIN(false, false),

  /** {@code sqrt(tf / n) * ln(1 + A / f)}: less for the most frequent terms. */
  SQRT(true, false),

  /**
   * {@code tf / n * ln(1 + (A - f + 0.5) / (f + 0.5))}: below 0 for a term that is more frequent
   * than A, so words without a meaning of their own go even when they are not known as such.
   */
  BM25(false, true),

  /** {@code sqrt(tf / n) * ln(1 + (A - f + 0.5) / (f + 0.5))}. */
  SQRT_BM25(true, true);

  private final boolean sqrt;
  private final boolean bm25;

  TermWeighting(boolean sqrt, boolean bm25) {
    this.sqrt = sqrt;
    this.bm25 = bm25;
  }

  /**
   * The weight of a term in a class.
   *
   * @param inClass tf, at least 1
   * @param ofClass n, at least tf
   * @param inAll f, at least 1
   * @param average A, above 0
   */
  public double weight(long inClass, long ofClass, long inAll, double average) {
    return frequency(inClass, ofClass) * rarity(inAll, average);
  }

  /** The factor that depends on the class. */
  double frequency(long inClass, long ofClass) {
    double share = (double) inClass / ofClass;
    return sqrt ? Math.sqrt(share) : share;
  }

  /** The factor that is the same for all classes. */
  double rarity(long inAll, double average) {
    return StrictMath.log(1 + (bm25 ? (average - inAll + 0.5) / (inAll + 0.5) : average / inAll));
  }
}
