package io.semblance.index.clusters;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.clustering.method.ClusteringMethod;
import io.semblance.index.Change;
import io.semblance.index.CollectionSchema;
import io.semblance.index.CollectionStore;
import io.semblance.index.HashingEncoder;
import io.semblance.index.SourceDocument;
import io.semblance.index.VectorCollection;
import io.semblance.index.filter.Filter;
import io.semblance.progress.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterLineageTest {
  private static final ClusteringMethod KMEANS = new ClusteringMethod.KMeans(3, 4);

  @TempDir private Path root;

  private VectorCollection planted() {
    VectorCollection collection =
        new CollectionStore(root)
            .create("planted", HashingEncoder.ofDimension(64), CollectionSchema.DEFAULT);
    add(collection, PlantedTopics.documents(0, 12));
    return collection;
  }

  private static void add(VectorCollection collection, List<SourceDocument> documents) {
    collection.upsert(documents, Progress.NONE);
    collection.refresh();
  }

  private static StoredClustering cluster(VectorCollection collection, ClusteringRequest request) {
    return collection.clusterings().create(request, Progress.NONE);
  }

  @Test
  void aSuccessorKeepsStableIdsAndTellsWhatBecameOfClusters() {
    try (VectorCollection collection = planted()) {
      StoredClustering first = cluster(collection, ClusteringRequest.of(KMEANS).withId("old"));
      List<Change> gone =
          PlantedTopics.documents(0, 12).stream()
              .filter(document -> PlantedTopics.topicOf(document.id()) == 2)
              .map(document -> (Change) new Change.Delete(document.id()))
              .toList();
      collection.write(gone, Progress.NONE);
      add(collection, PlantedTopics.documents(20, 24).stream().limit(2).toList());

      StoredClustering second =
          cluster(
              collection,
              ClusteringRequest.of(new ClusteringMethod.KMeans(2, 4))
                  .withId("new")
                  .following("old"));

      Map<String, Integer> before = stableIds(collection, first);
      Map<String, Integer> after = stableIds(collection, second);
      assertThat(after.get("t0-0")).isEqualTo(before.get("t0-0"));
      assertThat(after.get("t1-0")).isEqualTo(before.get("t1-0"));
      assertThat(second.nextStableId()).isEqualTo(3);
      assertThat(second.events()).extracting(ClusterEvent::kind).contains(ClusterEvent.Kind.KEPT);
      assertThat(kinds(second.events(), ClusterEvent.Kind.KEPT))
          .isEqualTo(Set.of(before.get("t0-0"), before.get("t1-0")));
      assertThat(kinds(second.events(), ClusterEvent.Kind.GONE)).hasSize(1);
      assertThat(collection.clusterings().lineage("old", "new")).isEqualTo(second.events());
      assertThat(passing(collection, "clusterings.new=s" + before.get("t0-0")))
          .contains("t0-0", "t0-20")
          .doesNotContain("t1-0");
    }
  }

  private static Map<String, Integer> stableIds(
      VectorCollection collection, StoredClustering clustering) {
    Map<String, ClusterPoint> points = new TreeMap<>();
    collection.clusterings().points(clustering.id(), point -> points.put(point.id(), point));
    return points.values().stream()
        .collect(
            Collectors.toMap(
                ClusterPoint::id, point -> clustering.clusters().get(point.cluster()).stableId()));
  }

  private static Set<Integer> kinds(List<ClusterEvent> events, ClusterEvent.Kind kind) {
    return events.stream()
        .filter(event -> event.kind() == kind)
        .flatMap(event -> event.before().stream())
        .collect(Collectors.toSet());
  }

  private static Set<String> passing(VectorCollection collection, String filter) {
    Set<String> ids = new TreeSet<>();
    collection.forEach(Filter.parse(filter), found -> ids.add(found.document().id()));
    return ids;
  }

  @Test
  void theEventsOfTwoClusteringsNameEachOnesOwnStableIds() {
    try (VectorCollection collection = planted()) {
      make(collection, "first", 3, PlantedTopics::topicOf);
      make(collection, "second", 2, id -> Math.min(1, PlantedTopics.topicOf(id)));

      assertThat(collection.clusterings().lineage("first", "second"))
          .contains(new ClusterEvent(ClusterEvent.Kind.KEPT, List.of(10), List.of(10)))
          .contains(new ClusterEvent(ClusterEvent.Kind.MERGED, List.of(11, 12), List.of(11)));
    }
  }

  private static void make(
      VectorCollection collection, String id, int clusters, ToIntFunction<String> labelOf) {
    collection
        .clusterings()
        .make(
            ClusteringRequest.of(KMEANS).withId(id), HandMade.by(clusters, labelOf), Progress.NONE);
  }
}
