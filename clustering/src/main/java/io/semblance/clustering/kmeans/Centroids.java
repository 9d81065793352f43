package io.semblance.clustering.kmeans;

import io.semblance.clustering.UniqueRows;
import io.semblance.progress.ParallelLoops;
import io.semblance.vectors.EmbeddingMatrix;
import io.semblance.vectors.product.PackedRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The weighted sums of the rows of each cluster, whose directions are the centroids. In double
 * precision; all rows of a cluster are summed in chunks of a fixed length, and the chunks in their
 * order. Where few rows have changed their cluster, they are taken from one sum and added to
 * another, in the order of their numbers. So the number of threads does not matter.
 */
final class Centroids {
  private static final int CHUNK = 1024;
  private static final double SMALLEST_NORM = 1e-9;

  /** With more than this share of the rows moving, summing all up is cheaper. */
  private static final double MANY = 0.4;

  private record Chunk(int cluster, int from, int to) {}

  private final UniqueRows rows;
  private final ParallelLoops loops;
  private double[][] sums;
  private int[] summed = {};

  Centroids(UniqueRows rows, int clusters, ParallelLoops loops) {
    this.rows = rows;
    this.loops = loops;
    this.sums = new double[clusters][rows.dimension()];
  }

  static PackedRows pack(float[][] centroids) {
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(centroids)) {
      return PackedRows.of(matrix);
    }
  }

  /**
   * The centroids of labelled rows.
   *
   * @param labels {@code int[rows.count()]}: the cluster of each row
   * @param previous taken where the rows of a cluster cancel out, and so have no direction
   */
  float[][] of(int[] labels, float[][] previous) {
    sumUp(labels);
    float[][] centroids = new float[sums.length][];
    for (int cluster = 0; cluster < sums.length; cluster++) {
      centroids[cluster] = direction(sums[cluster], previous[cluster]);
    }
    return centroids;
  }

  private void sumUp(int[] labels) {
    int[] before = summed;
    summed = labels.clone();
    if (before.length == 0) {
      sumAll();
      return;
    }
    int[] moved =
        IntStream.range(0, labels.length).filter(row -> labels[row] != before[row]).toArray();
    if (moved.length > MANY * labels.length) {
      sumAll();
    } else {
      move(moved, before);
    }
  }

  private void move(int[] moved, int[] before) {
    Members left = Members.of(pick(before, moved), sums.length);
    Members arrived = Members.of(pick(summed, moved), sums.length);
    loops.run(
        sums.length,
        1,
        (worker, from, to) -> {
          float[] row = new float[rows.dimension()];
          for (int cluster = from; cluster < to; cluster++) {
            add(-1, moved, left, cluster, row);
            add(1, moved, arrived, cluster, row);
          }
        });
  }

  private static int[] pick(int[] labels, int[] items) {
    return Arrays.stream(items).map(item -> labels[item]).toArray();
  }

  private void add(int sign, int[] moved, Members members, int cluster, float[] row) {
    for (int at = members.starts()[cluster]; at < members.starts()[cluster + 1]; at++) {
      int item = moved[members.items()[at]];
      rows.copy(item, row);
      addScaled(row, sign * rows.weight(item), sums[cluster]);
    }
  }

  private void sumAll() {
    Members members = Members.of(summed, sums.length);
    List<Chunk> chunks = chunks(members);
    double[][] partial = new double[chunks.size()][rows.dimension()];
    loops.run(
        partial.length,
        1,
        (worker, from, to) -> {
          float[] row = new float[rows.dimension()];
          for (int chunk = from; chunk < to; chunk++) {
            add(members.items(), chunks.get(chunk), row, partial[chunk]);
          }
        });
    sums = new double[sums.length][rows.dimension()];
    for (int chunk = 0; chunk < partial.length; chunk++) {
      add(partial[chunk], sums[chunks.get(chunk).cluster()]);
    }
  }

  private static List<Chunk> chunks(Members members) {
    List<Chunk> chunks = new ArrayList<>();
    for (int cluster = 0; cluster + 1 < members.starts().length; cluster++) {
      int end = members.starts()[cluster + 1];
      for (int from = members.starts()[cluster]; from < end; from += CHUNK) {
        chunks.add(new Chunk(cluster, from, Math.min(from + CHUNK, end)));
      }
    }
    return chunks;
  }

  private void add(int[] items, Chunk chunk, float[] row, double[] sum) {
    for (int at = chunk.from(); at < chunk.to(); at++) {
      rows.copy(items[at], row);
      addScaled(row, rows.weight(items[at]), sum);
    }
  }

  private static void addScaled(float[] row, double weight, double[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += weight * row[i];
    }
  }

  private static void add(double[] values, double[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += values[i];
    }
  }

  private static float[] direction(double[] sum, float[] previous) {
    double squares = 0;
    for (double value : sum) {
      squares += value * value;
    }
    double norm = Math.sqrt(squares);
    if (norm < SMALLEST_NORM) {
      return previous;
    }
    float[] direction = new float[sum.length];
    for (int i = 0; i < sum.length; i++) {
      direction[i] = (float) (sum[i] / norm);
    }
    return direction;
  }
}
