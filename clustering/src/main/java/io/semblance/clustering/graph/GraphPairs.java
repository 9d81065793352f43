package io.semblance.clustering.graph;

import io.semblance.clustering.KnnGraph;
import io.semblance.clustering.UniqueRows;
import io.semblance.clustering.pairs.CandidatePairs;
import io.semblance.clustering.pairs.MiningOptions;
import io.semblance.clustering.pairs.PairMining;
import io.semblance.clustering.pairs.Pairs;
import io.semblance.error.SemblanceException;
import io.semblance.progress.ParallelLoops;
import io.semblance.progress.Progress;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds close pairs without comparing all rows, to a pair recall that is measured on up to 1000
 * rows drawn by the seed: how many of their true pairs, which are counted by comparing them with
 * all rows, were found. Pairs are the same, bit for bit, for any order of the input and number of
 * threads.
 */
public final class GraphPairs {
  private GraphPairs() {}

  /**
   * Finds pairs of at least {@link GraphOptions#minScore} by comparing rows with those of the cells
   * around them, with more cells while the recall is below the asked one. In exact mode, which
   * {@code AUTO} takes when it is faster, all rows are compared.
   *
   * @param mining limits; its threads are not used
   * @param progress hears of rows, of which there are {@link UniqueRows#count}
   * @return to be closed
   * @throws SemblanceException with code {@code CANCELLED}, or {@code STORAGE_FAILURE} when the
   *     disk fails
   */
  public static FoundPairs above(
      UniqueRows rows, GraphOptions options, MiningOptions mining, Progress progress) {
    long start = System.nanoTime();
    Work work = new Work(progress, rows.count());
    try (ParallelLoops loops = new ParallelLoops(options.threads(), "pairs")) {
      CellVisits planned = planned(rows, options, loops, work);
      return planned == null
          ? exact(rows, options, mining, work, start)
          : search(rows, options, mining, loops, work, start, search -> search.run(planned));
    }
  }

  /** Null when all rows are to be compared. */
  private static @Nullable CellVisits planned(
      UniqueRows rows, GraphOptions options, ParallelLoops loops, Work work) {
    boolean isExact =
        options.mode() == GraphMode.EXACT
            || rows.count() < 2
            || (options.mode() == GraphMode.AUTO && Crossover.isAlwaysExact(rows.count()));
    if (isExact) {
      return null;
    }
    CellVisits planned = PairSearch.plan(rows, options, loops, work);
    return options.mode() == GraphMode.AUTO && Crossover.isExactFaster(planned) ? null : planned;
  }

  private static FoundPairs exact(
      UniqueRows rows, GraphOptions options, MiningOptions limits, Work work, long start) {
    PairMining mining = PairMining.of(rows, limits.withThreads(options.threads()));
    Pairs pairs = mining.above(options.minScore(), work.ofPart(mining.products()));
    work.finish();
    return new FoundPairs(
        pairs,
        new GraphReport(
            GraphMode.EXACT, Recall.EXACT, true, 1, 1, 1, work.products(), seconds(start)));
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  /**
   * Reads pairs of at least {@link GraphOptions#minScore} off a graph. Rows whose last neighbour
   * still is as close have more than the graph tells: these are compared with all rows, which takes
   * long when they are many; then pairs are found faster without the graph.
   *
   * @param graph of the unique rows
   * @param options of which mode and target are not used but for saying whether it is reached
   * @param mining limits; its threads are not used
   * @param progress hears of rows, of which there are {@link UniqueRows#count}
   * @return to be closed
   * @throws SemblanceException with code {@code INVALID_REQUEST} when the graph has another number
   *     of rows; as for the other
   */
  public static FoundPairs above(
      UniqueRows rows,
      KnnGraph graph,
      GraphOptions options,
      MiningOptions mining,
      Progress progress) {
    if (graph.rows() != rows.count()) {
      throw SemblanceException.invalid(
          "the graph must be of the " + rows.count() + " unique rows, it has: " + graph.rows());
    }
    long start = System.nanoTime();
    Work work = new Work(progress, rows.count());
    try (ParallelLoops loops = new ParallelLoops(options.threads(), "pairs")) {
      return search(rows, options, mining, loops, work, start, search -> search.run(graph));
    }
  }

  private static FoundPairs search(
      UniqueRows rows,
      GraphOptions options,
      MiningOptions mining,
      ParallelLoops loops,
      Work work,
      long start,
      Consumer<PairSearch> how) {
    try (CandidatePairs candidates =
        CandidatePairs.above(rows, options.minScore(), mining.withThreads(options.threads()))) {
      PairSearch search = new PairSearch(rows, options, loops, work, candidates::offer);
      how.accept(search);
      work.finish();
      return new FoundPairs(candidates.result(), search.report(seconds(start)));
    }
  }
}
