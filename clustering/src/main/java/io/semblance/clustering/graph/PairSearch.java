package io.semblance.clustering.graph;

import io.semblance.clustering.KnnGraph;
import io.semblance.clustering.UniqueRows;
import io.semblance.clustering.pairs.ExactCosines;
import io.semblance.progress.ParallelLoops;
import java.util.BitSet;

/**
 * One search for all pairs of at least a score. Candidates go to a receiver, each once. Used by one
 * thread, which has helpers.
 */
final class PairSearch {
  /** Close rows that a planning row may have; those beyond count little for where they stand. */
  private static final int PLANNING_NEIGHBORS = 64;

  private final UniqueRows rows;
  private final GraphOptions options;
  private final ParallelLoops loops;
  private final Work work;
  private final PairReceiver receiver;
  private final BlockJoins joins;
  private final float bound;
  private Recall recall = Recall.EXACT;
  private int cells = 1;
  private int visits = 1;
  private int rounds = 1;

  PairSearch(
      UniqueRows rows,
      GraphOptions options,
      ParallelLoops loops,
      Work work,
      PairReceiver receiver) {
    this.rows = rows;
    this.options = options;
    this.loops = loops;
    this.work = work;
    this.receiver = receiver;
    this.joins = new BlockJoins(loops, work);
    this.bound = ExactCosines.candidateBound(options.minScore(), rows.dimension());
  }

  /** Finds out how many cells rows must visit; there are at least two rows. */
  static CellVisits plan(UniqueRows rows, GraphOptions options, ParallelLoops loops, Work work) {
    int k = Math.min(PLANNING_NEIGHBORS, rows.count() - 1);
    int[] sample = Samples.forPlanning(rows, options);
    return CellVisits.plan(
        rows, SampledNeighbors.find(rows, sample, k, options, loops, work), options, loops);
  }

  /** Compares rows with those of the cells that they visit. */
  void run(CellVisits planned) {
    SampledPairs sampled = sampled();
    PairReceiver counting = counting(sampled);
    planned.assign();
    Groups members = planned.members();
    joins.within(members, join((one, other) -> one < other, counting));
    joins.between(planned.visitors(), members, join(planned::isFirstMeeting, counting));
    recall = sampled.recall(options.seed());
    while (recall.value() < options.targetRecall() && !planned.isAll()) {
      planned.widen();
      rounds++;
      joins.between(planned.visitors(), members, join(planned::isFirstMeeting, counting));
      recall = sampled.recall(options.seed());
    }
    cells = planned.cells();
    visits = planned.visits();
  }

  private SampledPairs sampled() {
    return SampledPairs.count(
        rows, Samples.forMeasuring(rows, options), options.minScore(), loops, work);
  }

  private PairReceiver counting(SampledPairs sampled) {
    return (worker, one, other) -> {
      boolean isClose = receiver.pair(worker, one, other);
      if (isClose) {
        sampled.found(one, other);
      }
      return isClose;
    };
  }

  private BlockJoins.Join join(CandidateJoin.Turn turn, PairReceiver to) {
    return (worker, left, right) ->
        ProductLoop.run(
            rows,
            left,
            right,
            new CandidateJoin(
                left, right, bound, turn, (one, other) -> to.pair(worker, one, other)));
  }

  /**
   * Reads pairs off a graph, and compares those rows with all others whose neighbours end before
   * the score does.
   */
  void run(KnnGraph graph) {
    if (rows.count() < 2) {
      return;
    }
    SampledPairs sampled = sampled();
    PairReceiver counting = counting(sampled);
    SymmetricGraph edges = SymmetricGraph.union(graph);
    for (int row = 0; row < edges.rows(); row++) {
      for (int at = edges.offsets()[row]; at < edges.offsets()[row + 1]; at++) {
        int other = edges.neighbors()[at];
        if (row < other && edges.cosines()[at] >= bound) {
          counting.pair(0, row, other);
        }
      }
    }
    compareWithAll(truncated(graph), edges, counting);
    recall = sampled.recall(options.seed());
  }

  private BitSet truncated(KnnGraph graph) {
    BitSet truncated = new BitSet(graph.rows());
    int k = graph.k();
    for (int row = 0; row < graph.rows(); row++) {
      truncated.set(
          row,
          k > 0
              && k < graph.rows() - 1
              && graph.degree(row) == k
              && graph.cosine(row, k - 1) >= bound);
    }
    return truncated;
  }

  private void compareWithAll(BitSet chosen, SymmetricGraph edges, PairReceiver counting) {
    CandidateJoin.Turn turn =
        (one, other) -> !(chosen.get(other) && other < one) && !edges.hasEdge(one, other);
    joins.between(
        Groups.ofOne(chosen.stream().toArray()), Groups.whole(rows.count()), join(turn, counting));
  }

  GraphReport report(double seconds) {
    return new GraphReport(
        GraphMode.CELLS,
        recall,
        recall.value() >= options.targetRecall(),
        cells,
        visits,
        rounds,
        work.products(),
        seconds);
  }
}
