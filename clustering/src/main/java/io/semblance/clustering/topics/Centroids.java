package io.semblance.clustering.topics;

import io.semblance.clustering.Clustering;
import io.semblance.clustering.UniqueRows;
import io.semblance.error.SemblanceException;
import io.semblance.progress.ParallelLoops;
import io.semblance.vectors.EmbeddingMatrix;

/**
 * The directions of clusters: sums of their different vectors, and how near each vector is to its
 * own. Sums and cosines are in double and in the order of the unique rows. Immutable, safe for many
 * threads.
 */
final class Centroids {
  private final Members members;
  private final double[][] units;
  private final double[] lengths;
  private final double[] cosines;
  private final int dimension;

  private Centroids(Members members, int rows, int dimension) {
    this.members = members;
    this.units = new double[members.groups()][dimension];
    this.lengths = new double[members.groups()];
    this.cosines = new double[rows];
    this.dimension = dimension;
  }

  /**
   * Computes them.
   *
   * @param clustering of the unique rows
   * @throws SemblanceException with code {@code INVALID_REQUEST} when it has another number of
   *     items
   */
  static Centroids of(UniqueRows rows, Clustering clustering, ParallelLoops loops) {
    requireLabels(rows, clustering);
    Members members = Members.of(clustering.clusters(), clustering.labels());
    Centroids centroids = new Centroids(members, rows.count(), rows.dimension());
    loops.run(
        members.groups(),
        1,
        (worker, from, to) -> {
          for (int cluster = from; cluster < to; cluster++) {
            centroids.compute(cluster, rows);
          }
        });
    return centroids;
  }

  static void requireLabels(UniqueRows rows, Clustering clustering) {
    if (clustering.labels().length != rows.count()) {
      throw SemblanceException.invalid(
          "a clustering must have a label for each different row, got: "
              + clustering.labels().length
              + " labels for "
              + rows.count()
              + " rows");
    }
    for (int size : clustering.sizes()) {
      if (size == 0) {
        throw SemblanceException.invalid("every cluster must have an item, got one of none");
      }
    }
  }

  private void compute(int cluster, UniqueRows rows) {
    double[] sum = units[cluster];
    float[] row = new float[dimension];
    for (int i = 0; i < members.size(cluster); i++) {
      rows.copy(members.item(cluster, i), row);
      for (int k = 0; k < dimension; k++) {
        sum[k] += row[k];
      }
    }
    lengths[cluster] = Dots.toUnitLength(sum);
    for (int i = 0; i < members.size(cluster); i++) {
      rows.copy(members.item(cluster, i), row);
      cosines[members.item(cluster, i)] = Dots.dot(row, sum);
    }
  }

  int count() {
    return units.length;
  }

  Members members() {
    return members;
  }

  /** Unit length, or zeros. */
  double[] unit(int cluster) {
    return units[cluster];
  }

  /** A copy in single precision. */
  float[] vector(int cluster) {
    float[] vector = new float[dimension];
    for (int k = 0; k < dimension; k++) {
      vector[k] = (float) units[cluster][k];
    }
    return vector;
  }

  /** All of them in single precision, one a row; the caller's to close. */
  EmbeddingMatrix matrix() {
    EmbeddingMatrix matrix = EmbeddingMatrix.allocate(count(), dimension);
    for (int cluster = 0; cluster < count(); cluster++) {
      matrix.setRow(cluster, vector(cluster));
    }
    return matrix;
  }

  /** The cosine of a unique row, which is in a cluster, to its centroid. */
  double cosine(int unique) {
    return cosines[unique];
  }

  /**
   * The cosine of a unique row to the centroid of the other members of its cluster, so that a small
   * cluster does not look tight only because each vector pulls the centroid to itself.
   */
  double cosineToOthers(int cluster, int unique) {
    double product = lengths[cluster] * cosines[unique];
    double others = lengths[cluster] * lengths[cluster] - 2 * product + 1;
    return others <= 0 ? 0 : Math.min(1, (product - 1) / Math.sqrt(others));
  }

  double cohesion(int cluster) {
    return members.stream(cluster).mapToDouble(this::cosine).sum()
        / Math.max(1, members.size(cluster));
  }

  double cosine(int one, int other) {
    return Dots.dot(units[one], units[other]);
  }

  /** Of all with all. */
  double[][] cosines() {
    double[][] all = new double[count()][count()];
    for (int one = 0; one < count(); one++) {
      for (int other = 0; other <= one; other++) {
        all[one][other] = cosine(one, other);
        all[other][one] = all[one][other];
      }
    }
    return all;
  }
}
