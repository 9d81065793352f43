package io.semblance.clustering.method;

import io.semblance.clustering.Clustering;
import io.semblance.clustering.UniqueRows;
import io.semblance.clustering.agglomerative.AgglomerativeClustering;
import io.semblance.clustering.communities.CommunityConfig;
import io.semblance.clustering.communities.CommunityDetection;
import io.semblance.clustering.graph.BuiltGraph;
import io.semblance.clustering.graph.GraphOptions;
import io.semblance.clustering.graph.SymmetricGraph;
import io.semblance.clustering.hdbscan.Hdbscan;
import io.semblance.clustering.hdbscan.HdbscanConfig;
import io.semblance.clustering.hdbscan.HdbscanResult;
import io.semblance.clustering.kmeans.KMeans;
import io.semblance.clustering.kmeans.KMeansConfig;
import io.semblance.clustering.kmeans.KMeansTrial;
import io.semblance.clustering.kmeans.KMeansTrials;
import io.semblance.clustering.leiden.ClusterHierarchy;
import io.semblance.clustering.leiden.Leiden;
import io.semblance.clustering.leiden.LeidenConfig;
import io.semblance.clustering.leiden.LeidenNetwork;
import io.semblance.clustering.leiden.ResolutionSweep;
import io.semblance.progress.ParallelLoops;
import io.semblance.progress.Progress;
import java.util.List;

/**
 * Puts unique rows into clusters by one of the methods.
 *
 * @param rows to cluster
 * @param seed of everything random
 * @param graphs where methods that need a graph of neighbours get it
 * @param loops threads; do not change the result
 */
public record MethodRun(UniqueRows rows, long seed, GraphSource graphs, ParallelLoops loops) {
  private static final int MAX_ITERATIONS = 25;
  private static final int MOST_SWEPT_ROWS = 50_000;

  /**
   * Clusters by a method; finds no clusters when there are no rows.
   *
   * @throws io.semblance.error.SemblanceException {@code INVALID_REQUEST} when the method does not
   *     fit the rows, {@code CANCELLED}
   */
  public MethodResult by(ClusteringMethod method, Progress progress) {
    if (rows.count() == 0) {
      return plain(new Clustering(new int[0], 0), method);
    }
    return switch (method) {
      case ClusteringMethod.KMeans kmeans -> kmeans(kmeans, progress);
      case ClusteringMethod.Communities communities ->
          plain(communities(communities, progress), method);
      case ClusteringMethod.Agglomerative agglomerative ->
          plain(agglomerative(agglomerative, progress), method);
      case ClusteringMethod.Hdbscan hdbscan -> hdbscan(hdbscan, progress);
      case ClusteringMethod.Leiden leiden -> leiden(leiden, progress);
    };
  }

  private static MethodResult plain(Clustering clustering, ClusteringMethod method) {
    return new MethodResult(clustering, method, null, null);
  }

  private MethodResult kmeans(ClusteringMethod.KMeans method, Progress progress) {
    int k = Math.min(method.k(), rows.count());
    if (!method.choosesK()) {
      return plain(KMeans.cluster(rows, config(k, method), loops, progress).clustering(), method);
    }
    int[] ks = KMeansTrials.usual(rows);
    List<KMeansTrial> trials = KMeansTrials.run(rows, ks, config(ks[0], method), loops, progress);
    int best = KMeansTrials.bestBySilhouette(trials).map(KMeansTrial::k).orElse(ks[0]);
    return new MethodResult(
        KMeans.cluster(rows, config(best, method), loops, Progress.NONE).clustering(),
        new ClusteringMethod.KMeans(best, method.restarts()),
        null,
        null,
        trials);
  }

  private KMeansConfig config(int k, ClusteringMethod.KMeans method) {
    return new KMeansConfig(k, MAX_ITERATIONS, method.restarts(), seed);
  }

  private Clustering communities(ClusteringMethod.Communities method, Progress progress) {
    CommunityConfig config = new CommunityConfig(method.minScore(), method.minSize());
    return CommunityDetection.of(rows, config, loops, progress).clustering();
  }

  private Clustering agglomerative(ClusteringMethod.Agglomerative method, Progress progress) {
    return AgglomerativeClustering.tree(rows, method.linkage(), loops, progress)
        .cut(Math.min(method.k(), rows.count()));
  }

  private MethodResult hdbscan(ClusteringMethod.Hdbscan method, Progress progress) {
    BuiltGraph graph = graph(method.neighbors(), progress);
    int samples = Math.min(method.minSamples(), rows.count());
    HdbscanConfig config =
        new HdbscanConfig(method.minSize(), samples, HdbscanConfig.Selection.EXCESS_OF_MASS);
    HdbscanResult found = Hdbscan.cluster(graph.graph(), rows.weights(), config, progress);
    return new MethodResult(found.clustering(), method, found.probabilities(), graph);
  }

  private MethodResult leiden(ClusteringMethod.Leiden method, Progress progress) {
    BuiltGraph graph = graph(method.neighbors(), progress);
    LeidenNetwork network =
        LeidenNetwork.of(SymmetricGraph.union(graph.graph()), rows.weights(), method.floor());
    LeidenConfig config =
        LeidenConfig.of(
                method.choosesResolution() ? network.usualResolution() : method.resolution())
            .withMinClusterSize(method.minSize())
            .withSeed(seed);
    if (method.choosesResolution() && rows.count() <= MOST_SWEPT_ROWS) {
      ClusterHierarchy.Level level = recommended(network, config, progress);
      return leiden(method, level.resolution(), level.clustering(), graph);
    }
    Clustering found = Leiden.cluster(network, config, progress).clustering();
    return leiden(method, config.resolution(), found, graph);
  }

  private static ClusterHierarchy.Level recommended(
      LeidenNetwork network, LeidenConfig config, Progress progress) {
    double[] resolutions = ResolutionSweep.resolutions(network, config.minClusterSize());
    ClusterHierarchy levels = ResolutionSweep.sweep(network, resolutions, config, progress);
    return levels.levels().get(levels.recommended());
  }

  private static MethodResult leiden(
      ClusteringMethod.Leiden asked, double resolution, Clustering found, BuiltGraph graph) {
    ClusteringMethod.Leiden method =
        new ClusteringMethod.Leiden(resolution, asked.neighbors(), asked.floor(), asked.minSize());
    return new MethodResult(found, method, null, graph);
  }

  private BuiltGraph graph(int neighbors, Progress progress) {
    GraphOptions options = GraphOptions.defaults().withThreads(loops.workers()).withSeed(seed);
    return graphs.graph(rows, neighbors, options, progress);
  }
}
