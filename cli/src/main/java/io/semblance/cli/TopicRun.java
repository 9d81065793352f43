package io.semblance.cli;

import io.semblance.clustering.UniqueRows;
import io.semblance.clustering.method.GraphSource;
import io.semblance.clustering.method.MethodResult;
import io.semblance.clustering.method.MethodRun;
import io.semblance.clustering.topics.GraphMap;
import io.semblance.clustering.topics.GraphMapOptions;
import io.semblance.clustering.topics.QuickMap;
import io.semblance.clustering.topics.TopicMap;
import io.semblance.clustering.topics.TopicOptions;
import io.semblance.clustering.topics.TopicReport;
import io.semblance.clustering.topics.Topics;
import io.semblance.index.terms.AnalyzedTerms;
import io.semblance.progress.ParallelLoops;
import io.semblance.progress.Progress;

/**
 * Clusters of texts and what they are about.
 *
 * @param texts that were clustered
 * @param result of the unique rows
 * @param report of the clusters
 */
record TopicRun(TextVectors texts, MethodResult result, TopicReport report) {
  /** Finds and describes clusters. */
  static TopicRun of(
      TextVectors texts, ClusterOptions options, String language, int threads, Progress progress) {
    UniqueRows rows = texts.unique();
    try (ParallelLoops loops = new ParallelLoops(threads, "clustering");
        AnalyzedTerms terms = AnalyzedTerms.of(language)) {
      MethodResult result =
          new MethodRun(rows, options.seed(), GraphSource.BUILT, loops)
              .by(options.method(), progress);
      TopicReport report =
          Topics.describe(
              rows,
              result.clustering(),
              row -> texts.items().get(row).text(),
              terms,
              TopicOptions.DEFAULTS.onThreads(threads),
              Progress.NONE);
      return new TopicRun(texts, result, report);
    }
  }

  /** Each text's cluster. */
  int[] labels() {
    return result.clustering().expand(texts.unique()).labels();
  }

  /** A place for each text: by its neighbours where the method found them. */
  TopicMap map(long seed, int threads, Progress progress) {
    UniqueRows rows = texts.unique();
    TopicMap quick = QuickMap.of(rows, result.clustering(), threads);
    TopicMap map =
        result.graph() == null
            ? quick
            : GraphMap.of(
                result.graph().graph(),
                quick,
                new GraphMapOptions(GraphMapOptions.DEFAULTS.epochs(), seed, threads),
                progress);
    return map.expand(rows);
  }
}
