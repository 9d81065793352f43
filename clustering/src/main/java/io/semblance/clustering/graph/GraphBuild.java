package io.semblance.clustering.graph;

import io.semblance.clustering.KnnGraph;
import io.semblance.clustering.UniqueRows;
import io.semblance.clustering.pairs.NearestRows;
import io.semblance.progress.ParallelLoops;

/** One building of a graph. Used by one thread, which has helpers. */
final class GraphBuild {
  private final UniqueRows rows;
  private final int k;
  private final GraphOptions options;
  private final ParallelLoops loops;
  private final Work work;
  private GraphMode mode = GraphMode.EXACT;
  private Recall recall = Recall.EXACT;
  private int cells = 1;
  private int visits = 1;
  private int rounds = 1;

  GraphBuild(UniqueRows rows, int k, GraphOptions options, ParallelLoops loops, Work work) {
    this.rows = rows;
    this.k = k;
    this.options = options;
    this.loops = loops;
    this.work = work;
  }

  KnnGraph run() {
    if (k == 0) {
      return new KnnGraph(rows.count(), 0, new int[0], new float[0]);
    }
    return switch (options.mode()) {
      case EXACT -> exact();
      case CELLS -> byCells(plan());
      case AUTO -> Crossover.isAlwaysExact(rows.count()) ? exact() : faster(plan());
    };
  }

  private CellVisits plan() {
    SampledNeighbors planning =
        SampledNeighbors.find(rows, Samples.forPlanning(rows, options), k, options, loops, work);
    return CellVisits.plan(rows, planning, options, loops);
  }

  private KnnGraph faster(CellVisits planned) {
    return Crossover.isExactFaster(planned) ? exact() : byCells(planned);
  }

  private KnnGraph exact() {
    long products = rows.count() * (rows.count() - 1L) / 2;
    return NearestRows.graph(rows, k, options.threads(), work.ofPart(products));
  }

  private KnnGraph byCells(CellVisits planned) {
    mode = GraphMode.CELLS;
    SampledNeighbors sampled =
        SampledNeighbors.find(rows, Samples.forMeasuring(rows, options), k, options, loops, work);
    NeighborHeaps heaps = new NeighborHeaps(rows.count(), k);
    NeighborJoins join = new NeighborJoins(rows, heaps);
    BlockJoins joins = new BlockJoins(loops, work);
    planned.assign();
    Groups members = planned.members();
    joins.within(members, join); // first, so that bounds are high when the others come
    KnnGraph graph = visit(planned, members, joins, join, sampled);
    cells = planned.cells();
    visits = planned.visits();
    return graph;
  }

  private KnnGraph visit(
      CellVisits planned,
      Groups members,
      BlockJoins joins,
      NeighborJoins join,
      SampledNeighbors sampled) {
    while (true) {
      joins.between(planned.visitors(), members, join);
      KnnGraph graph = join.heaps().graph();
      recall = sampled.recall(graph, options.seed());
      if (recall.value() >= options.targetRecall() || planned.isAll()) {
        return graph;
      }
      planned.widen();
      rounds++;
    }
  }

  GraphReport report(double seconds) {
    return new GraphReport(
        mode,
        recall,
        recall.value() >= options.targetRecall(),
        cells,
        visits,
        rounds,
        work.products(),
        seconds);
  }
}
