package io.semblance.clustering.agglomerative;

/**
 * How far two clusters are from each other. Each updates its own kind of distance by the formula of
 * Lance and Williams ("A general theory of classificatory sorting strategies", 1967); copies count.
 */
public enum Linkage {
  /** The mean cosine distance, 1 - cos, of a row of one and a row of the other; in [0, 2]. */
  AVERAGE {
    @Override
    double between(double cosine, double weightA, double weightB) {
      return Math.max(0, 1 - cosine);
    }

    @Override
    double merged(double toA, double toB, double betweenAb, double a, double b, double other) {
      return (a * toA + b * toB) / (a + b);
    }

    @Override
    double height(double distance) {
      return distance;
    }
  },

  /**
   * How much merging two clusters adds to the sum of squared Euclidean distances to the centroids
   * (Ward, "Hierarchical grouping to optimize an objective function", 1963), as the square root of
   * twice that; for two single rows their Euclidean distance.
   */
  WARD {
    @Override
    double between(double cosine, double weightA, double weightB) {
      return 2 * weightA * weightB / (weightA + weightB) * Math.max(0, 2 - 2 * cosine);
    }

    @Override
    double merged(double toA, double toB, double betweenAb, double a, double b, double other) {
      return ((a + other) * toA + (b + other) * toB - other * betweenAb) / (a + b + other);
    }

    @Override
    double height(double distance) {
      return Math.sqrt(Math.max(0, distance));
    }
  };

  /** The distance of two unique rows, in the form that {@link #merged} works on. */
  abstract double between(double cosine, double weightA, double weightB);

  /**
   * The distance of a cluster to the merge of A and B.
   *
   * @param toA its distance to A
   * @param toB its distance to B
   * @param betweenAb the distance of A and B
   * @param a weight of A
   * @param b weight of B
   * @param other weight of the cluster
   */
  abstract double merged(
      double toA, double toB, double betweenAb, double a, double b, double other);

  /** The distance as people read it. */
  abstract double height(double distance);
}
