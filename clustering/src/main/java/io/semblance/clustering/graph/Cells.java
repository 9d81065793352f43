package io.semblance.clustering.graph;

import io.semblance.clustering.KnnGraph;
import io.semblance.clustering.UniqueRows;
import io.semblance.progress.ParallelLoops;
import io.semblance.vectors.EmbeddingMatrix;
import io.semblance.vectors.product.PackedRows;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Directions that part the sphere into cells: a row is in the cell of the nearest. Found by
 * spherical k-means (Dhillon and Modha, "Concept Decompositions for Large Sparse Text Data", 2001)
 * on a sample: good cells are tight, but any cells do, since the recall of what they are used for
 * is measured.
 */
final class Cells {
  private static final int SAMPLE_PER_CELL = 40;
  private static final int ROUNDS = 5;
  private static final long STAGE = 0xCE115L;

  private final UniqueRows rows;
  private final ParallelLoops loops;
  private final int[] sample;
  private PackedRows centroids;

  private Cells(UniqueRows rows, int count, ParallelLoops loops, long seed) {
    this.rows = rows;
    this.loops = loops;
    this.sample =
        Samples.draw(
            rows.count(),
            (int) Math.min(rows.count(), (long) SAMPLE_PER_CELL * count),
            seed ^ STAGE);
    SplittableRandom random = new SplittableRandom(seed ^ STAGE);
    int[] first = Samples.draw(sample.length, count, random.nextLong());
    this.centroids = ProductLoop.pack(rows, Arrays.stream(first).map(at -> sample[at]).toArray());
  }

  /**
   * Finds cells.
   *
   * @param count from 1 to the number of unique rows
   */
  static Cells train(UniqueRows rows, int count, ParallelLoops loops, long seed) {
    Cells cells = new Cells(rows, count, loops, seed);
    for (int round = 0; round < ROUNDS; round++) {
      cells.moveCentroids();
    }
    return cells;
  }

  int count() {
    return centroids.rows();
  }

  private void moveCentroids() {
    int[] cellOf = nearest(sample, 1);
    Groups members = Groups.of(count(), cellOf, 1, 0, 1);
    float[][] moved = new float[count()][];
    loops.run(
        count(),
        16,
        (worker, from, to) -> {
          for (int cell = from; cell < to; cell++) {
            moved[cell] = direction(members, cell);
          }
        });
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(moved)) {
      centroids = PackedRows.of(matrix);
    }
  }

  /** The mean of a cell's sampled rows at unit length; a sampled row where there is no mean. */
  private float[] direction(Groups members, int cell) {
    double[] sum = new double[rows.dimension()];
    float[] row = new float[rows.dimension()];
    for (int segment = 0; segment < members.segments(cell); segment++) {
      for (int at : members.segment(cell, segment)) {
        rows.copy(sample[at], row);
        for (int k = 0; k < row.length; k++) {
          sum[k] += row[k];
        }
      }
    }
    double length = Math.sqrt(Arrays.stream(sum).map(value -> value * value).sum());
    if (length < 1e-6) {
      rows.copy(sample[(int) ((long) cell * sample.length / members.count())], row);
      return row;
    }
    IntStream.range(0, row.length).forEach(k -> row[k] = (float) (sum[k] / length));
    return row;
  }

  /**
   * The nearest cells of rows.
   *
   * @param chosen numbers of unique rows
   * @param m how many for each, from 1 to {@link #count}
   * @return {@code int[chosen * m]}, nearest first, ties by number
   */
  int[] nearest(int[] chosen, int m) {
    int[] nearest = new int[Math.multiplyExact(chosen.length, m)];
    int segments = (chosen.length + ProductLoop.SEGMENT - 1) / ProductLoop.SEGMENT;
    loops.run(
        segments,
        1,
        (worker, from, to) -> {
          int first = from * ProductLoop.SEGMENT;
          int end = Math.min(chosen.length, first + ProductLoop.SEGMENT);
          int[] segment = Arrays.copyOfRange(chosen, first, end);
          KnnGraph ranked = ranked(segment, m);
          for (int at = 0; at < segment.length; at++) {
            for (int rank = 0; rank < m; rank++) {
              nearest[(first + at) * m + rank] = ranked.neighbor(at, rank);
            }
          }
        });
    return nearest;
  }

  private KnnGraph ranked(int[] chosen, int m) {
    NeighborHeaps heaps = new NeighborHeaps(chosen.length, m);
    PackedRows packed = ProductLoop.pack(rows, chosen);
    ProductLoop.run(packed, centroids, new OneWayOffers(heaps, packed, 0));
    return heaps.graph();
  }

  /**
   * How many cells are nearer to a row than a given one.
   *
   * @param chosen numbers of unique rows, also several times
   * @param cells a cell for each
   * @return {@code int[chosen]}
   */
  int[] ranks(int[] chosen, int[] cells) {
    int[] ranks = new int[chosen.length];
    int segments = (chosen.length + ProductLoop.SEGMENT - 1) / ProductLoop.SEGMENT;
    loops.run(
        segments,
        1,
        (worker, from, to) -> {
          int first = from * ProductLoop.SEGMENT;
          int end = Math.min(chosen.length, first + ProductLoop.SEGMENT);
          PackedRows packed = ProductLoop.pack(rows, Arrays.copyOfRange(chosen, first, end));
          CellRank rank = new CellRank(Arrays.copyOfRange(cells, first, end), count());
          ProductLoop.run(packed, centroids, rank);
          for (int at = first; at < end; at++) {
            ranks[at] = rank.rank(at - first);
          }
        });
    return ranks;
  }
}
