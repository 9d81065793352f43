package io.semblance.clustering.topics;

import io.semblance.clustering.Clustering;
import io.semblance.clustering.UniqueRows;
import io.semblance.error.SemblanceException;
import io.semblance.progress.ParallelLoops;
import io.semblance.vectors.EmbeddingMatrix;
import io.semblance.vectors.Scored;
import io.semblance.vectors.TopK;
import io.semblance.vectors.product.PackedRows;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Puts new rows into the clusters of a finished clustering by a vote of their nearest clustered
 * rows: for clusters that are not round, where the nearest centroid misleads. Each different vector
 * has one vote, outliers vote for none, neighbours below a lowest cosine have no vote; a cluster
 * wins with more than half of the votes given. Holds a packed copy of the clustered rows.
 * Immutable, safe for many threads.
 */
public final class NeighborAssigner {
  private static final int ROWS_AT_A_TIME = 64;

  private final PackedRows clustered;
  private final Clustering clustering;
  private final int k;
  private final double minCosine;

  /**
   * Takes a clustering.
   *
   * @param clustering of the unique rows
   * @param k how many neighbours vote, at least 1
   * @param minCosine of a neighbour that votes, in [-1, 1]
   */
  public NeighborAssigner(UniqueRows rows, Clustering clustering, int k, double minCosine) {
    if (k < 1) {
      throw SemblanceException.invalid("neighbours that vote must be at least 1, got: " + k);
    }
    if (!(minCosine >= -1 && minCosine <= 1)) {
      throw SemblanceException.invalid(
          "the lowest cosine of a neighbour must be between -1 and 1, got: " + minCosine);
    }
    Centroids.requireLabels(rows, clustering);
    this.clustered = rows.pack();
    this.clustering = clustering;
    this.k = Math.min(k, Math.max(1, rows.count()));
    this.minCosine = minCosine;
  }

  /**
   * Assigns all rows of a matrix.
   *
   * @param matrix rows of unit length and of the clustered rows' dimension
   * @param threads at least 1
   */
  public Assigned assign(EmbeddingMatrix matrix, int threads) {
    NearestCentroids.requireDimension(matrix, clustered);
    Assigned assigned = new Assigned(new int[matrix.rows()], new float[matrix.rows()]);
    try (ParallelLoops loops = new ParallelLoops(threads, "assign")) {
      loops.run(
          matrix.rows(), ROWS_AT_A_TIME, (worker, from, to) -> assign(matrix, from, to, assigned));
    }
    return assigned;
  }

  private void assign(EmbeddingMatrix matrix, int from, int to, Assigned assigned) {
    PackedRows asked = PackedRows.of(matrix, IntStream.range(from, to).toArray());
    float[] products = new float[PackedRows.PRODUCTS];
    for (int strip = 0; strip < asked.strips(); strip++) {
      TopK[] nearest = nearest(asked, strip, products);
      int first = from + strip * PackedRows.HEIGHT;
      for (int i = 0; i < nearest.length && first + i < to; i++) {
        List<Scored> neighbors = nearest[i].best();
        assigned.labels()[first + i] = vote(neighbors);
        assigned.cosines()[first + i] = neighbors.isEmpty() ? -1 : neighbors.get(0).score();
      }
    }
  }

  private TopK[] nearest(PackedRows asked, int strip, float[] products) {
    TopK[] nearest = new TopK[PackedRows.HEIGHT];
    Arrays.setAll(nearest, i -> new TopK(k));
    for (int panel = 0; panel < clustered.panels(); panel++) {
      if (asked.multiply(strip, clustered, panel, lowest(nearest), products)) {
        offer(nearest, panel * PackedRows.WIDTH, products);
      }
    }
    return nearest;
  }

  private static float lowest(TopK[] nearest) {
    float lowest = Float.POSITIVE_INFINITY;
    for (TopK ofRow : nearest) {
      lowest = Math.min(lowest, ofRow.threshold());
    }
    return lowest;
  }

  private void offer(TopK[] nearest, int first, float[] products) {
    int width = Math.min(PackedRows.WIDTH, clustered.rows() - first);
    for (int i = 0; i < nearest.length; i++) {
      for (int j = 0; j < width; j++) {
        nearest[i].offer(first + j, products[i * PackedRows.WIDTH + j]);
      }
    }
  }

  private int vote(List<Scored> neighbors) {
    int[] votes =
        neighbors.stream()
            .filter(neighbor -> neighbor.score() >= minCosine)
            .mapToInt(neighbor -> clustering.labels()[neighbor.ordinal()])
            .sorted()
            .toArray();
    if (votes.length == 0) {
      return Clustering.OUTLIER;
    }
    int middle = votes[votes.length / 2]; // who has more than half of them has the middle one
    long forMiddle = Arrays.stream(votes).filter(vote -> vote == middle).count();
    return 2 * forMiddle > votes.length ? middle : Clustering.OUTLIER;
  }
}
