package io.semblance.index.clusters;

import io.semblance.clustering.UniqueRows;
import io.semblance.clustering.graph.BuiltGraph;
import io.semblance.clustering.graph.FoundPairs;
import io.semblance.clustering.graph.GraphMode;
import io.semblance.clustering.graph.GraphOptions;
import io.semblance.clustering.graph.GraphPairs;
import io.semblance.clustering.pairs.MiningEstimate;
import io.semblance.clustering.pairs.MiningOptions;
import io.semblance.clustering.pairs.PairMining;
import io.semblance.clustering.pairs.Pairs;
import io.semblance.progress.Progress;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds close pairs of rows: exactly, unless that takes minutes; then off the graph that the
 * collection keeps, if that was worth building by cells, or by cells.
 *
 * @param mostOperations the most that exact work may take
 */
record PairFinding(ParaphraseRequest request, double mostOperations, Progress progress) {
  PairFinding(ParaphraseRequest request, Progress progress) {
    this(request, MiningEstimate.MANY_OPERATIONS, progress);
  }

  /** Found pairs, to be closed, and how. */
  record Found(WantedPairs pairs, boolean exact, double recall) implements AutoCloseable {
    @Override
    public void close() {
      pairs.close();
    }
  }

  /**
   * Finds pairs.
   *
   * @param kept the graph that is kept of these rows; null when there is none
   * @param changed rows of which one must be in each pair; null for all pairs
   */
  Found in(UniqueRows rows, @Nullable BuiltGraph kept, @Nullable BitSet changed) {
    if (changed != null) {
      return exact(PairMining.since(rows, changed, limits()), rows);
    }
    PairMining all = PairMining.of(rows, limits());
    if (all.estimate().operations() <= mostOperations) {
      return exact(all, rows);
    }
    FoundPairs found = search(rows, kept);
    return new Found(
        wanted(found.pairs(), rows),
        found.report().mode() == GraphMode.EXACT,
        found.report().recall().value());
  }

  private Found exact(PairMining mining, UniqueRows rows) {
    return new Found(wanted(mining.above(request.minScore(), progress), rows), true, 1);
  }

  private FoundPairs search(UniqueRows rows, @Nullable BuiltGraph kept) {
    GraphOptions options =
        GraphOptions.defaults().withMinScore(request.minScore()).withThreads(request.threads());
    return kept == null || kept.report().mode() == GraphMode.EXACT
        ? GraphPairs.above(rows, options, limits(), progress)
        : GraphPairs.above(rows, kept.graph(), options, limits(), progress);
  }

  /** What is left out for {@code topK} must be found first. */
  private MiningOptions limits() {
    long most = request.topK() == null ? request.maxPairs() : ParaphraseRequest.MAX_PAIRS;
    return MiningOptions.DEFAULT.withThreads(request.threads()).withMaxPairs(most);
  }

  private WantedPairs wanted(Pairs pairs, UniqueRows rows) {
    return new WantedPairs(pairs, rows.rows(), request.topK(), request.maxPairs());
  }
}
