package io.semblance.clustering.graph;

import io.semblance.clustering.KnnGraph;
import java.util.Arrays;

/**
 * An undirected graph in compressed rows: the neighbours of row r stand from {@code offsets[r]} to
 * {@code offsets[r + 1] - 1}, in the order of their numbers, and each edge stands with both its
 * ends. What components, Leiden and layouts read. Immutable as long as nobody writes to its arrays,
 * then safe for many threads.
 *
 * <p>Takes {@code 8} bytes of heap for each edge's end.
 */
public final class SymmetricGraph {
  private final int[] offsets;
  private final int[] neighbors;
  private final float[] cosines;

  private SymmetricGraph(int[] offsets, int[] neighbors, float[] cosines) {
    this.offsets = offsets;
    this.neighbors = neighbors;
    this.cosines = cosines;
  }

  /**
   * Joins two rows when one is among the nearest of the other, with the larger of their cosines
   * where a graph has two.
   *
   * @throws ArithmeticException when the edges have more than 2^31 ends
   */
  public static SymmetricGraph union(KnnGraph graph) {
    return of(graph, false);
  }

  /**
   * Joins two rows when each is among the nearest of the other: fewer edges, and no row that is
   * everyone's neighbour.
   */
  public static SymmetricGraph mutual(KnnGraph graph) {
    return of(graph, true);
  }

  private static SymmetricGraph of(KnnGraph graph, boolean mutual) {
    Incoming incoming = Incoming.of(graph);
    int ends = incoming.neighbors.length;
    Edges edges = new Edges(mutual ? ends : Math.multiplyExact(2, ends));
    int[] offsets = new int[graph.rows() + 1];
    long[] outgoing = new long[graph.k()];
    for (int row = 0; row < graph.rows(); row++) {
      int degree = sortedByNumber(graph, row, outgoing);
      edges.merge(outgoing, degree, incoming, row, mutual);
      offsets[row + 1] = edges.size;
    }
    return new SymmetricGraph(
        offsets,
        Arrays.copyOf(edges.neighbors, edges.size),
        Arrays.copyOf(edges.cosines, edges.size));
  }

  private static int sortedByNumber(KnnGraph graph, int row, long[] outgoing) {
    int degree = graph.degree(row);
    for (int rank = 0; rank < degree; rank++) {
      outgoing[rank] =
          ((long) graph.neighbor(row, rank) << 32)
              | (Float.floatToRawIntBits(graph.cosine(row, rank)) & 0xffffffffL);
    }
    Arrays.sort(outgoing, 0, degree);
    return degree;
  }

  /** Who has a row among its nearest: sources in rising order, since rows are read in theirs. */
  private record Incoming(int[] offsets, int[] neighbors, float[] cosines) {
    static Incoming of(KnnGraph graph) {
      int[] offsets =
          new int[graph.rows() + 2]; // one place late, so that filling moves it into place
      for (int row = 0; row < graph.rows(); row++) {
        for (int rank = 0; rank < graph.degree(row); rank++) {
          offsets[graph.neighbor(row, rank) + 2]++;
        }
      }
      for (int row = 2; row < offsets.length; row++) {
        offsets[row] = Math.addExact(offsets[row], offsets[row - 1]);
      }
      int[] neighbors = new int[offsets[offsets.length - 1]];
      float[] cosines = new float[neighbors.length];
      for (int row = 0; row < graph.rows(); row++) {
        for (int rank = 0; rank < graph.degree(row); rank++) {
          int at = offsets[graph.neighbor(row, rank) + 1]++;
          neighbors[at] = row;
          cosines[at] = graph.cosine(row, rank);
        }
      }
      return new Incoming(offsets, neighbors, cosines);
    }
  }

  /** Grows row by row by merging two lists that are sorted by number. */
  private static final class Edges {
    private final int[] neighbors;
    private final float[] cosines;
    private int size;

    Edges(int capacity) {
      neighbors = new int[capacity];
      cosines = new float[capacity];
    }

    void merge(long[] outgoing, int degree, Incoming incoming, int row, boolean mutual) {
      int in = incoming.offsets[row];
      int end = incoming.offsets[row + 1];
      int out = 0;
      while (out < degree || in < end) {
        int target = out < degree ? (int) (outgoing[out] >> 32) : Integer.MAX_VALUE;
        int source = in < end ? incoming.neighbors[in] : Integer.MAX_VALUE;
        if (target == source) {
          add(target, Math.max(cosine(outgoing[out++]), incoming.cosines[in++]));
        } else if (mutual) {
          out += target < source ? 1 : 0;
          in += target < source ? 0 : 1;
        } else if (target < source) {
          add(target, cosine(outgoing[out++]));
        } else {
          add(source, incoming.cosines[in++]);
        }
      }
    }

    private static float cosine(long outgoing) {
      return Float.intBitsToFloat((int) outgoing);
    }

    private void add(int neighbor, float cosine) {
      neighbors[size] = neighbor;
      cosines[size++] = cosine;
    }
  }

  public int rows() {
    return offsets.length - 1;
  }

  /** How many edges there are, each counted once. */
  public int edges() {
    return neighbors.length / 2;
  }

  /** How many rows a row is joined with. */
  public int degree(int row) {
    return offsets[row + 1] - offsets[row];
  }

  /** Whether two rows are joined. */
  public boolean hasEdge(int one, int other) {
    return Arrays.binarySearch(neighbors, offsets[one], offsets[one + 1], other) >= 0;
  }

  /** Where each row's neighbours begin, {@code int[rows + 1]}; this graph's own array. */
  public int[] offsets() {
    return offsets;
  }

  /** Neighbours of all rows, {@code int[2 * edges]}; this graph's own array. */
  public int[] neighbors() {
    return neighbors;
  }

  /** The cosine of each row and its neighbour, {@code float[2 * edges]}; this graph's own array. */
  public float[] cosines() {
    return cosines;
  }
}
