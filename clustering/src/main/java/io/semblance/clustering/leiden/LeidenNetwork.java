package io.semblance.clustering.leiden;

import io.semblance.clustering.graph.SymmetricGraph;
import java.util.Arrays;
import nl.cwts.networkanalysis.Network;
import nl.cwts.util.LargeDoubleArray;
import nl.cwts.util.LargeIntArray;

/**
 * Rows joined by weighted edges, as the Leiden algorithm reads them. Two rows that a graph joins
 * are joined here when their cosine is above a floor; the weight is how far above.
 *
 * <p>A row that stands for copies counts as so many rows, each joined with all copies of its
 * neighbours: the weight of an edge is multiplied by both counts of copies. Immutable, safe for
 * many threads; takes 12 bytes of heap for each end of an edge.
 */
public final class LeidenNetwork {
  private final Network network;
  private final int[] copies;

  private LeidenNetwork(Network network, int[] copies) {
    this.network = network;
    this.copies = copies;
  }

  /**
   * Weighs the edges of a graph.
   *
   * @param copies {@code int[rows]}: how many copies a row stands for, at least 1; ones when
   *     repeating a text should not make it heavier
   * @param floor the cosine at which an edge weighs 0; edges up to it are left out
   */
  public static LeidenNetwork of(SymmetricGraph graph, int[] copies, float floor) {
    if (copies.length != graph.rows()) {
      throw new IllegalArgumentException(
          "copies must be one for each of " + graph.rows() + " rows, got: " + copies.length);
    }
    long[] offsets = new long[graph.rows() + 1];
    LargeIntArray neighbors = new LargeIntArray(2L * graph.edges());
    LargeDoubleArray weights = new LargeDoubleArray(2L * graph.edges());
    long ends = 0;
    for (int row = 0; row < graph.rows(); row++) {
      for (int at = graph.offsets()[row]; at < graph.offsets()[row + 1]; at++) {
        int neighbor = graph.neighbors()[at];
        double weight = (double) graph.cosines()[at] - floor;
        if (weight > 0) {
          neighbors.set(ends, neighbor);
          weights.set(ends++, weight * copies[row] * copies[neighbor]);
        }
      }
      offsets[row + 1] = ends;
    }
    neighbors.resize(ends);
    weights.resize(ends);
    double[] nodeWeights = Arrays.stream(copies).asDoubleStream().toArray();
    return new LeidenNetwork(
        new Network(nodeWeights, offsets, neighbors, weights, false), copies.clone());
  }

  public int rows() {
    return network.getNNodes();
  }

  /** How many pairs of rows are joined. */
  public long edges() {
    return network.getNEdges();
  }

  /**
   * The resolution at which a group of evenly joined rows stays one up to a size: the mean weight
   * of a row's edges, divided by that size. Groups that are denser inside than the mean may be
   * larger, sparser ones smaller.
   *
   * @param size how many rows, copies counted; above 0
   */
  public double resolutionFor(double size) {
    double rows = network.getTotalNodeWeight();
    double ends = 2 * network.getTotalEdgeWeight();
    return ends > 0 ? ends / rows / size : 1 / size;
  }

  /**
   * A resolution that mostly gives topics people recognise, in one run: for evenly joined groups of
   * {@code 50 sqrt(n)} of n rows, at most {@code 4 n}. Topics of real texts, denser inside than the
   * mean, are then about a tenth as large, so that their number grows with the square root of that
   * of the texts. {@link ResolutionSweep} looks for a better one.
   */
  public double usualResolution() {
    double rows = Math.max(1, weight());
    return resolutionFor(Math.min(50 * Math.sqrt(rows), 4 * rows));
  }

  /** How many rows there are, copies counted. */
  long weight() {
    return Arrays.stream(copies).asLongStream().sum();
  }

  int[] copies() {
    return copies;
  }

  Network network() {
    return network;
  }
}
