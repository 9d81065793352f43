package io.semblance.bench.mining;

import io.semblance.clustering.UniqueRows;
import io.semblance.clustering.graph.GraphMode;
import io.semblance.clustering.graph.GraphOptions;
import io.semblance.clustering.graph.GraphReport;
import io.semblance.clustering.graph.KnnGraphs;
import io.semblance.progress.Progress;
import io.semblance.vectors.EmbeddingMatrix;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * From how many rows on a graph of the {@value #NEIGHBORS} nearest takes less time by cells, at
 * recall .95, than by comparing all rows: both in turns on more and more tweets.
 */
final class GraphCrossover implements Section {
  private static final int NEIGHBORS = 16;
  private static final int WARM_UP_ROWS = 10_000;
  private static final int[] ROWS = {25_000, 50_000, 100_000};

  @Override
  public String name() {
    return "crossover";
  }

  @Override
  public List<Measured> run(MiningSetting setting) throws IOException {
    measure(setting, WARM_UP_ROWS);
    List<Measured> results = new ArrayList<>();
    for (int count : ROWS) {
      results.add(measure(setting, count));
    }
    return results;
  }

  private static Measured measure(MiningSetting setting, int count) throws IOException {
    try (EmbeddingMatrix tweets = TweetMatrix.read(setting.tweets(), count)) {
      UniqueRows rows = UniqueRows.of(tweets);
      GraphOptions options = GraphOptions.defaults().withThreads(setting.threads());
      GraphReport exact = build(rows, options.withMode(GraphMode.EXACT));
      GraphReport cells = build(rows, options.withMode(GraphMode.CELLS));
      return Measured.unbounded(
          "graph of " + count + " rows by cells",
          exact.seconds() / cells.seconds(),
          "times as fast as exactly",
          String.format(
              Locale.ROOT,
              "exactly %.1f s, by cells %.1f s at recall %.3f, %d of %d cells visited",
              exact.seconds(),
              cells.seconds(),
              cells.recall().value(),
              cells.visits(),
              cells.cells()));
    }
  }

  private static GraphReport build(UniqueRows rows, GraphOptions options) {
    return KnnGraphs.build(rows, NEIGHBORS, options, Progress.NONE).report();
  }
}
