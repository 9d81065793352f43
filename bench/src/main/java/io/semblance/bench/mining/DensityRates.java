package io.semblance.bench.mining;

import io.semblance.clustering.KnnGraph;
import io.semblance.clustering.graph.SymmetricGraph;
import io.semblance.clustering.hdbscan.Hdbscan;
import io.semblance.clustering.hdbscan.HdbscanConfig;
import io.semblance.clustering.hdbscan.HdbscanResult;
import io.semblance.clustering.leiden.Leiden;
import io.semblance.clustering.leiden.LeidenConfig;
import io.semblance.clustering.leiden.LeidenNetwork;
import io.semblance.clustering.leiden.LeidenResult;
import io.semblance.progress.Progress;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;

/**
 * How long clusters by density and communities take on a graph that is ready: both work on one
 * thread, so its CPU time is what counts where others share the machine. The first round of each
 * warms the JVM up and is not counted.
 */
final class DensityRates {
  private static final int ROUNDS = 3;
  private static final int MIN_CLUSTER_SIZE = 10;
  private static final double MOST_SECONDS = 20;
  private static final double LEAST_EDGES = 2;

  private final KnnGraph graph;
  private final int[] weights;

  DensityRates(KnnGraph graph, int[] weights) {
    this.graph = graph;
    this.weights = weights;
  }

  Measured hdbscan() {
    HdbscanConfig config = HdbscanConfig.of(MIN_CLUSTER_SIZE);
    double[] seconds = new double[ROUNDS];
    String note = "";
    for (int round = -1; round < ROUNDS; round++) {
      long start = cpuNanos();
      HdbscanResult result = Hdbscan.cluster(graph, weights, config, Progress.NONE);
      seconds[Math.max(0, round)] = secondsSince(start);
      note =
          result.clustering().clusters() + " clusters, " + result.clustering().outliers() + " out";
    }
    return Measured.atMost("HDBSCAN of " + size(), median(seconds), "CPU s", MOST_SECONDS, note);
  }

  Measured leiden() {
    LeidenNetwork network = LeidenNetwork.of(SymmetricGraph.union(graph), weights, 0);
    LeidenConfig config =
        LeidenConfig.of(network.usualResolution()).withMinClusterSize(MIN_CLUSTER_SIZE);
    double[] rates = new double[ROUNDS];
    String note = "";
    for (int round = -1; round < ROUNDS; round++) {
      long start = cpuNanos();
      LeidenResult result = Leiden.cluster(network, config, Progress.NONE);
      double seconds = secondsSince(start);
      rates[Math.max(0, round)] = network.edges() * result.iterations() / seconds;
      note =
          String.format(
              Locale.ROOT,
              "%d communities of %d edges, %d iterations in %.1f CPU s",
              result.clustering().clusters(),
              network.edges(),
              result.iterations(),
              seconds);
    }
    return Measured.atLeast(
        "Leiden of " + size(), median(rates) / 1e6, "million edges/CPU s", LEAST_EDGES, note);
  }

  private String size() {
    return graph.rows() + " rows, " + graph.k() + " neighbours";
  }

  private static double secondsSince(long start) {
    return (cpuNanos() - start) / 1e9;
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static double median(double[] values) {
    return Arrays.stream(values).sorted().toArray()[values.length / 2];
  }
}
