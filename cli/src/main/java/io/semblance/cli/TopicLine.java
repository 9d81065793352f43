package io.semblance.cli;

import io.semblance.clustering.topics.Keyword;
import io.semblance.clustering.topics.Topic;
import io.semblance.index.SourceDocument;
import io.semblance.index.VectorCollection;
import io.semblance.index.clusters.Cluster;
import java.util.List;
import java.util.Optional;

/**
 * A cluster as it is printed, wherever its texts are from.
 *
 * @param size texts in it, copies counted
 * @param terms the most telling first
 * @param examples texts that stand for it, the most central first
 */
record TopicLine(
    int id, long size, double cohesion, String label, List<String> terms, List<String> examples) {
  private static final int EXAMPLES = 3;

  /** A cluster of items. */
  static TopicLine of(Topic topic, List<TextItem> items) {
    return new TopicLine(
        topic.id(),
        topic.weight(),
        topic.cohesion(),
        topic.label(),
        topic.keywords().stream().map(Keyword::text).toList(),
        topic.representatives().stream()
            .limit(EXAMPLES)
            .map(row -> items.get(row).text())
            .toList());
  }

  /** A cluster of a collection's documents. */
  static TopicLine of(Cluster cluster, VectorCollection collection) {
    List<String> fields = collection.manifest().schema().textFields();
    return new TopicLine(
        cluster.id(),
        cluster.size(),
        cluster.cohesion(),
        cluster.label(),
        cluster.terms().stream().map(Cluster.Term::text).toList(),
        cluster.exemplars().stream()
            .limit(EXAMPLES)
            .map(id -> collection.find(id).map(document -> document.document()))
            .flatMap(Optional::stream)
            .map((SourceDocument document) -> document.searchableText(fields))
            .toList());
  }
}
