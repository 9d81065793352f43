package io.semblance.index.clusters;

import io.semblance.clustering.Clustering;
import io.semblance.clustering.topics.Generation;
import io.semblance.clustering.topics.Lineage;
import io.semblance.clustering.topics.LineageEvent;
import io.semblance.clustering.topics.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.lucene.index.IndexReader;

/** Follows the clusters of an earlier clustering by the documents of one view. */
record Succession(IndexReader view, StoredClustering before) {
  /** Gives what was found the stable ids and labels of the clusters that are still there. */
  FoundClustering of(CollectionVectors vectors, DescribedClustering described, int threads)
      throws IOException {
    int[] labels = described.clustering().expand(described.rows()).labels();
    List<String> items =
        IntStream.range(0, vectors.rows()).mapToObj(row -> item(vectors.document(row))).toList();
    List<String> names = described.report().topics().stream().map(Topic::label).toList();
    Clustering clustering = new Clustering(labels, names.size());
    Lineage lineage =
        Lineage.between(generation(before), Generation.first(items, clustering, names));
    return described
        .with(described.report().following(lineage))
        .found(lineage.now().nextId(), events(lineage, id -> id), threads);
  }

  /** What became of its clusters in a later clustering that is kept. */
  List<ClusterEvent> events(StoredClustering after) throws IOException {
    Lineage lineage = Lineage.between(generation(before), generation(after));
    Map<Integer, Integer> own = new HashMap<>();
    for (Cluster cluster : after.clusters()) {
      own.put(lineage.now().stableIds()[cluster.id()], cluster.stableId());
    }
    return events(lineage, id -> Objects.requireNonNull(own.get(id)));
  }

  /** A clustering by the documents that have a place in it, which are named by their numbers. */
  private Generation generation(StoredClustering clustering) throws IOException {
    List<String> items = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    new ClusteringReading(view, clustering)
        .labels(
            (document, label) -> {
              items.add(item(document));
              labels.add(label);
            });
    List<Cluster> clusters = clustering.clusters();
    return new Generation(
        items,
        new Clustering(labels.stream().mapToInt(Integer::intValue).toArray(), clusters.size()),
        clusters.stream().mapToInt(Cluster::stableId).toArray(),
        clusters.stream().map(Cluster::label).toList(),
        clustering.nextStableId());
  }

  private static String item(int document) {
    return Integer.toString(document);
  }

  /** The events, with the later clusters under their own stable ids. */
  private static List<ClusterEvent> events(Lineage lineage, UnaryOperator<Integer> own) {
    return lineage.events().stream().map(event -> event(event, own)).toList();
  }

  private static ClusterEvent event(LineageEvent event, UnaryOperator<Integer> own) {
    return switch (event) {
      case LineageEvent.Kept kept ->
          event(ClusterEvent.Kind.KEPT, List.of(kept.id()), List.of(kept.id()), own);
      case LineageEvent.Split split ->
          event(ClusterEvent.Kind.SPLIT, List.of(split.id()), split.parts(), own);
      case LineageEvent.Merged merged ->
          event(ClusterEvent.Kind.MERGED, merged.sources(), List.of(merged.id()), own);
      case LineageEvent.Born born ->
          event(ClusterEvent.Kind.BORN, List.of(), List.of(born.id()), own);
      case LineageEvent.Gone gone ->
          event(ClusterEvent.Kind.GONE, List.of(gone.id()), List.of(), own);
    };
  }

  private static ClusterEvent event(
      ClusterEvent.Kind kind,
      List<Integer> before,
      List<Integer> after,
      UnaryOperator<Integer> own) {
    return new ClusterEvent(kind, before, after.stream().map(own).sorted().toList());
  }
}
