package io.semblance.clustering.graph;

import io.semblance.clustering.KnnGraph;
import io.semblance.clustering.UniqueRows;
import io.semblance.clustering.pairs.MiningEstimate;
import io.semblance.clustering.pairs.MiningOptions;
import io.semblance.clustering.pairs.PairMining;
import io.semblance.error.SemblanceException;
import io.semblance.progress.ParallelLoops;
import io.semblance.progress.Progress;

/**
 * Builds graphs of nearest neighbours. The same unique rows, k, mode, recall and seed give the same
 * graph, bit for bit, whatever the order of the input and the number of threads.
 */
public final class KnnGraphs {
  private KnnGraphs() {}

  /**
   * Finds the k nearest other rows of each unique row, exactly or to the asked recall. The recall
   * is measured on up to 1000 rows drawn by the seed, whose true neighbours are found by comparing
   * them with all rows; while it is below the asked one, rows are compared with more cells, in the
   * end with all. Cosines of an exact graph are those computed in double; of a graph by cells they
   * are the kernel's, within {@link io.semblance.vectors.product.PackedRows#error} of them.
   *
   * <p>Takes {@code 16 * rows * k} bytes of heap while it works, and for cells 4 bytes more for
   * each row and cell that it visits.
   *
   * @param k at least 1; a row has at most {@code rows - 1} neighbours
   * @param progress hears of rows, of which there are {@link UniqueRows#count}
   * @throws SemblanceException with code {@code INVALID_REQUEST} when k is below 1, {@code
   *     CANCELLED} when the work was cancelled
   */
  public static BuiltGraph build(UniqueRows rows, int k, GraphOptions options, Progress progress) {
    if (k < 1) {
      throw SemblanceException.invalid("k must be at least 1, got: " + k);
    }
    long start = System.nanoTime();
    int room = Math.max(0, Math.min(k, rows.count() - 1));
    Work work = new Work(progress, rows.count());
    try (ParallelLoops loops = new ParallelLoops(options.threads(), "neighbors")) {
      GraphBuild build = new GraphBuild(rows, room, options, loops, work);
      KnnGraph graph = build.run();
      work.finish();
      return new BuiltGraph(graph, options, build.report((System.nanoTime() - start) / 1e9));
    }
  }

  /**
   * What building will cost, before it starts. Measures the rate of this machine for half a second.
   *
   * @param k at least 1
   */
  public static GraphEstimate estimate(UniqueRows rows, int k, GraphOptions options) {
    MiningEstimate all =
        PairMining.of(rows, MiningOptions.DEFAULT.withThreads(options.threads())).estimate();
    return GraphEstimate.of(rows, k, options, all);
  }
}
