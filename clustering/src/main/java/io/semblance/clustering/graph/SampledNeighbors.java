package io.semblance.clustering.graph;

import io.semblance.clustering.KnnGraph;
import io.semblance.clustering.UniqueRows;
import io.semblance.progress.ParallelLoops;
import io.semblance.vectors.product.PackedRows;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The true nearest neighbours of a sample of rows, by comparing each with all rows.
 *
 * @param sample numbers of unique rows
 * @param truth row i of it is sampled row i; the row itself is not among its neighbours
 * @param minScore cosine from which neighbours count
 */
record SampledNeighbors(int[] sample, KnnGraph truth, double minScore) {
  static SampledNeighbors find(
      UniqueRows rows, int[] sample, int k, GraphOptions options, ParallelLoops loops, Work work) {
    work.plan((double) sample.length * rows.count());
    NeighborHeaps heaps = new NeighborHeaps(sample.length, k + 1); // one place for the row itself
    PackedRows packed = ProductLoop.pack(rows, sample);
    int segments = (rows.count() + ProductLoop.SEGMENT - 1) / ProductLoop.SEGMENT;
    loops.run(
        segments,
        1,
        (worker, from, to) -> {
          int first = from * ProductLoop.SEGMENT;
          int end = Math.min(rows.count(), first + ProductLoop.SEGMENT);
          PackedRows columns = ProductLoop.pack(rows, IntStream.range(first, end).toArray());
          ProductLoop.run(packed, columns, new OneWayOffers(heaps, packed, first));
          work.did((double) sample.length * (end - first));
        });
    return new SampledNeighbors(sample, withoutSelf(heaps.graph(), sample), options.minScore());
  }

  private static KnnGraph withoutSelf(KnnGraph graph, int[] sample) {
    int k = graph.k() - 1;
    int[] neighbors = new int[sample.length * k];
    float[] cosines = new float[neighbors.length];
    for (int at = 0; at < sample.length; at++) {
      int next = at * k;
      for (int rank = 0; rank < graph.k() && next < (at + 1) * k; rank++) {
        if (graph.neighbor(at, rank) != sample[at]) {
          neighbors[next] = graph.neighbor(at, rank);
          cosines[next++] = graph.cosine(at, rank);
        }
      }
    }
    return new KnnGraph(sample.length, k, neighbors, cosines);
  }

  /** How many true neighbours of a sampled row count. */
  int count(int at) {
    int count = 0;
    while (count < truth.degree(at) && truth.cosine(at, count) >= minScore) {
      count++;
    }
    return count;
  }

  /** The share of true neighbours that a graph has. */
  Recall recall(KnnGraph graph, long seed) {
    int[] all = IntStream.range(0, sample.length).map(this::count).toArray();
    int[] found = new int[sample.length];
    for (int at = 0; at < sample.length; at++) {
      int[] neighbors = neighbors(graph, sample[at]);
      for (int rank = 0; rank < all[at]; rank++) {
        found[at] += Arrays.binarySearch(neighbors, truth.neighbor(at, rank)) >= 0 ? 1 : 0;
      }
    }
    return Recall.of(found, all, seed);
  }

  private static int[] neighbors(KnnGraph graph, int row) {
    return IntStream.range(0, graph.degree(row))
        .map(rank -> graph.neighbor(row, rank))
        .sorted()
        .toArray();
  }
}
