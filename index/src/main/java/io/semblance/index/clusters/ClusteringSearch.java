package io.semblance.index.clusters;

import io.semblance.clustering.Clustering;
import io.semblance.clustering.Silhouette;
import io.semblance.clustering.UniqueRows;
import io.semblance.clustering.graph.BuiltGraph;
import io.semblance.clustering.method.GraphSource;
import io.semblance.clustering.method.MethodResult;
import io.semblance.clustering.method.MethodRun;
import io.semblance.clustering.topics.GraphMap;
import io.semblance.clustering.topics.GraphMapOptions;
import io.semblance.clustering.topics.KeywordOptions;
import io.semblance.clustering.topics.QuickMap;
import io.semblance.clustering.topics.TopicAssigner;
import io.semblance.clustering.topics.TopicMap;
import io.semblance.clustering.topics.TopicOptions;
import io.semblance.clustering.topics.TopicReport;
import io.semblance.clustering.topics.Topics;
import io.semblance.index.terms.AnalyzedTerms;
import io.semblance.progress.ParallelLoops;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Clusters the rows of a view and describes what was found. */
final class ClusteringSearch {
  private final ClusteringRequest request;
  private final CollectionVectors vectors;
  private final NeighborGraphs graphs;
  private final String analyzer;
  private final Stages stages;

  /**
   * Prepares a run.
   *
   * @param analyzer of the texts
   */
  ClusteringSearch(
      ClusteringRequest request,
      CollectionVectors vectors,
      NeighborGraphs graphs,
      String analyzer,
      Stages stages) {
    this.request = request;
    this.vectors = vectors;
    this.graphs = graphs;
    this.analyzer = analyzer;
    this.stages = stages;
  }

  DescribedClustering run() {
    UniqueRows rows = UniqueRows.of(vectors.matrix());
    try (ParallelLoops loops = new ParallelLoops(request.threads(), "clustering")) {
      boolean isWhole = request.filter() == null;
      GraphSource source =
          (of, k, options, progress) -> graphs.graph(of, k, options, isWhole, progress);
      MethodResult result =
          new MethodRun(rows, request.seed(), source, loops).by(request.method(), stages.stage());
      Clustering clustering = result.clustering();
      stages.next();
      TopicReport report = describe(rows, clustering);
      stages.next();
      BuiltGraph graph = result.graph();
      TopicMap map = request.map() ? map(rows, clustering, graph) : null;
      stages.next();
      return new DescribedClustering(
          rows,
          result,
          report,
          TopicAssigner.of(rows, clustering, TopicAssigner.DEFAULT_SHARE, request.threads()),
          map,
          measures(rows, clustering, graph, loops));
    }
  }

  private TopicReport describe(UniqueRows rows, Clustering clustering) {
    KeywordOptions defaults = KeywordOptions.DEFAULTS;
    KeywordOptions keywords =
        new KeywordOptions(
            request.terms(),
            defaults.ofLabel(),
            defaults.weighting(),
            defaults.minTexts(),
            defaults.maxTerms());
    TopicOptions options = TopicOptions.DEFAULTS.with(keywords).onThreads(request.threads());
    try (AnalyzedTerms terms = AnalyzedTerms.of(analyzer)) {
      return Topics.describe(rows, clustering, vectors::text, terms, options, stages.stage());
    }
  }

  /** By the neighbours where the method has found them, else by principal axes at once. */
  private TopicMap map(UniqueRows rows, Clustering clustering, @Nullable BuiltGraph graph) {
    TopicMap quick = QuickMap.of(rows, clustering, request.threads());
    if (graph == null) {
      return quick.expand(rows);
    }
    GraphMapOptions options =
        new GraphMapOptions(GraphMapOptions.DEFAULTS.epochs(), request.seed(), request.threads());
    return GraphMap.of(graph.graph(), quick, options, stages.stage()).expand(rows);
  }

  private static SortedMap<String, Double> measures(
      UniqueRows rows, Clustering clustering, @Nullable BuiltGraph graph, ParallelLoops loops) {
    SortedMap<String, Double> measures = new TreeMap<>();
    Silhouette.mean(rows, clustering, loops)
        .ifPresent(silhouette -> measures.put("silhouette", silhouette));
    if (graph != null) {
      measures.put("graph_recall", graph.report().recall().value());
    }
    return measures;
  }
}
