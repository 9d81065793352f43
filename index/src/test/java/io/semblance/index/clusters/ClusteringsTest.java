package io.semblance.index.clusters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.clustering.agglomerative.Linkage;
import io.semblance.clustering.method.ClusteringMethod;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.index.Change;
import io.semblance.index.CollectionSchema;
import io.semblance.index.CollectionStore;
import io.semblance.index.HashingEncoder;
import io.semblance.index.SourceDocument;
import io.semblance.index.VectorCollection;
import io.semblance.index.filter.Filter;
import io.semblance.progress.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClusteringsTest {
  private static final SentenceEncoder ENCODER = HashingEncoder.ofDimension(64);
  private static final ClusteringMethod KMEANS = new ClusteringMethod.KMeans(3, 4);
  private static final int NONE = -2;

  @TempDir private Path root;

  private VectorCollection create(String name) {
    return new CollectionStore(root).create(name, ENCODER, CollectionSchema.DEFAULT);
  }

  private VectorCollection planted() {
    VectorCollection collection = create("planted");
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

  private static Map<String, ClusterPoint> points(VectorCollection collection, String id) {
    Map<String, ClusterPoint> points = new TreeMap<>();
    collection.clusterings().points(id, point -> points.put(point.id(), point));
    return points;
  }

  static Stream<ClusteringMethod> methods() {
    return Stream.of(
        KMEANS,
        new ClusteringMethod.Communities(0.4, 4),
        new ClusteringMethod.Hdbscan(4),
        new ClusteringMethod.Leiden(0.3, 4),
        new ClusteringMethod.Agglomerative(3, Linkage.AVERAGE),
        new ClusteringMethod.Agglomerative(3, Linkage.WARD));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void everyMethodFindsWhatWasPlanted(ClusteringMethod method) {
    try (VectorCollection collection = planted()) {
      StoredClustering made = cluster(collection, ClusteringRequest.of(method).withMap(true));

      assertThat(made.id()).isEqualTo("c1");
      assertThat(made.clusters()).extracting(Cluster::size).containsExactly(12, 12, 12);
      assertThat(made.documents()).isEqualTo(36);
      assertThat(made.noise()).isZero();
      assertThat(made.measures().get("silhouette")).isGreaterThan(0.5);
      Map<String, ClusterPoint> points = points(collection, "c1");
      assertThat(points).hasSize(36);
      for (Cluster cluster : made.clusters()) {
        int topic = PlantedTopics.topicOf(cluster.exemplars().getFirst());
        assertThat(points.values())
            .filteredOn(point -> PlantedTopics.topicOf(point.id()) == topic)
            .allSatisfy(point -> assertThat(point.cluster()).isEqualTo(cluster.id()));
        assertThat(cluster.exemplars()).hasSize(5);
        assertThat(cluster.terms())
            .extracting(Cluster.Term::text)
            .anySatisfy(
                term -> assertThat(term).contains(PlantedTopics.WORDS.get(topic).split(" ")[0]));
        assertThat(cluster.label()).isNotBlank();
        assertThat(cluster.cohesion()).isBetween(0.7, 1.0);
      }
      assertThat(points.values())
          .allSatisfy(
              point -> {
                assertThat(point.cosine()).isBetween(0.7f, 1f);
                assertThat(point.position()).isNotNull();
                assertThat(point.assigned()).isFalse();
              });
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void theResultDoesNotDependOnTheOrderOfWritingNorOnThreads(ClusteringMethod method) {
    List<SourceDocument> documents = PlantedTopics.documents(0, 12);
    try (VectorCollection one = create("one");
        VectorCollection other = create("other")) {
      add(one, documents);
      List<SourceDocument> reversed = new ArrayList<>(documents);
      Collections.reverse(reversed);
      add(other, List.of(SourceDocument.of("gone", "some words")));
      add(other, reversed.subList(0, 20));
      add(other, reversed.subList(20, 36));
      other.write(List.of(new Change.Delete("gone")), Progress.NONE);
      ClusteringRequest request = ClusteringRequest.of(method).withMap(true);

      StoredClustering first = cluster(one, request.onThreads(1));
      StoredClustering second = cluster(other, request.onThreads(3));

      assertThat(second.clusters()).isEqualTo(first.clusters());
      assertThat(second.measures()).isEqualTo(first.measures());
      assertThat(points(other, "c1")).isEqualTo(points(one, "c1"));
    }
  }

  @Test
  void aCollectionWithoutDocumentsHasNoClusters() {
    try (VectorCollection collection = create("empty")) {
      for (ClusteringMethod method : methods().toList()) {
        StoredClustering made =
            cluster(collection, ClusteringRequest.of(method).withMap(true).withId("none"));
        assertThat(made.clusters()).isEmpty();
        assertThat(made.documents()).isZero();
      }
      add(collection, List.of(new SourceDocument("blank", Map.of("n", 1))));
      assertThat(collection.clusterings().assign("none", 1, Progress.NONE))
          .isEqualTo(new Assignment(0, 0, 1, 0));
    }
  }

  @Test
  void oneDocumentAndEqualDocumentsAreClustered() {
    try (VectorCollection collection = create("few")) {
      add(collection, List.of(SourceDocument.of("a", "same words")));
      for (ClusteringMethod method : methods().toList()) {
        assertThat(cluster(collection, ClusteringRequest.of(method).withId("x")).documents())
            .isEqualTo(1);
      }
      add(collection, List.of(SourceDocument.of("b", "same words")));
      StoredClustering made = cluster(collection, ClusteringRequest.of(KMEANS));
      assertThat(made.clusters()).extracting(Cluster::size).containsExactly(2);
    }
  }

  @Test
  void laterDocumentsHaveNoPlaceUntilTheyAreAssigned() {
    try (VectorCollection collection = planted()) {
      cluster(collection, ClusteringRequest.of(KMEANS).withId("topics"));
      add(
          collection,
          List.of(
              PlantedTopics.document(1, 50),
              SourceDocument.of("other", "something quite different here"),
              new SourceDocument("blank", Map.of("n", 1))));
      assertThat(points(collection, "topics")).doesNotContainKeys("t1-50", "other", "blank");

      Assignment assignment = collection.clusterings().assign("topics", 2, Progress.NONE);

      assertThat(assignment).isEqualTo(new Assignment(1, 1, 1, 0));
      Map<String, ClusterPoint> points = points(collection, "topics");
      assertThat(points.get("t1-50").cluster()).isEqualTo(points.get("t1-0").cluster());
      assertThat(points.get("t1-50").assigned()).isTrue();
      assertThat(points.get("other").cluster()).isEqualTo(-1);
      assertThat(points.get("t1-0").assigned()).isFalse();
      assertThat(collection.clusterings().assign("topics", 1, Progress.NONE))
          .isEqualTo(new Assignment(0, 0, 1, 0));
    }
  }

  @Test
  void documentsThatTheFilterLeavesOutAreNotAssigned() {
    try (VectorCollection collection = planted()) {
      Filter few = Filter.parse("{\"field\":\"id\",\"op\":\"prefix\",\"value\":\"t0\"}");
      StoredClustering made =
          cluster(
              collection,
              ClusteringRequest.of(new ClusteringMethod.KMeans(1)).withFilter(few).withId("few"));
      assertThat(made.documents()).isEqualTo(12);
      assertThat(collection.clusterings().assign("few", 1, Progress.NONE))
          .isEqualTo(new Assignment(0, 0, 0, 0));
      assertThat(points(collection, "few")).hasSize(12);
    }
  }

  private static Set<String> passing(VectorCollection collection, String filter) {
    Set<String> ids = new TreeSet<>();
    collection.forEach(Filter.parse(filter), found -> ids.add(found.document().id()));
    return ids;
  }

  private static StoredClustering make(
      VectorCollection collection,
      @Nullable String id,
      int clusters,
      ToIntFunction<String> labelOf) {
    ClusteringRequest request = ClusteringRequest.of(KMEANS);
    return collection
        .clusterings()
        .make(
            id == null ? request : request.withId(id),
            HandMade.by(clusters, labelOf),
            Progress.NONE);
  }

  @Test
  void whatChangesDuringARunIsNotInIt() {
    try (VectorCollection collection = planted()) {
      Clusterings.Finding slow =
          vectors -> {
            FoundClustering found = HandMade.by(3, PlantedTopics::topicOf).in(vectors);
            collection.upsert(
                List.of(SourceDocument.of("t0-0", "changed"), SourceDocument.of("new", "words")),
                Progress.NONE);
            collection.write(List.of(new Change.Delete("t1-1")), Progress.NONE);
            return found;
          };

      StoredClustering made =
          collection.clusterings().make(ClusteringRequest.of(KMEANS), slow, Progress.NONE);

      assertThat(made.changed()).isEqualTo(2);
      assertThat(points(collection, "c1")).hasSize(34).doesNotContainKeys("t0-0", "t1-1", "new");
      assertThat(made.clusters().get(0).exemplars()).containsExactly("t0-1");
    }
  }

  @Test
  void aRunThatFailsOrIsCancelledLeavesNothing() {
    try (VectorCollection collection = planted()) {
      Clusterings.Finding failing =
          vectors -> {
            throw new IOException("the disk is gone");
          };
      ClusteringRequest request = ClusteringRequest.of(KMEANS).withId("topics");
      assertThatThrownBy(() -> collection.clusterings().make(request, failing, Progress.NONE))
          .isInstanceOf(SemblanceException.class);
      for (int stages = 0; stages < 5; stages++) {
        CancelAfter cancel = new CancelAfter(stages);
        assertThatThrownBy(() -> collection.clusterings().create(request, cancel))
            .isInstanceOfSatisfying(
                SemblanceException.class,
                problem -> assertThat(problem.code()).isEqualTo(ErrorCode.CANCELLED));
      }

      assertThat(collection.clusterings().list()).isEmpty();
      assertThat(collection.clusterings().find("topics")).isEmpty();
      assertThatThrownBy(() -> passing(collection, "clusterings.topics=0"))
          .hasMessageContaining("there are none");
      assertThat(cluster(collection, request).clusters()).hasSize(3);
    }
  }

  /** Cancels when so many stages are done. */
  private static final class CancelAfter implements Progress {
    private final int stages;
    private final AtomicInteger done = new AtomicInteger();

    CancelAfter(int stages) {
      this.stages = stages;
    }

    @Override
    public void advancedTo(long step) {
      done.set((int) step);
    }

    @Override
    public boolean isCancelled() {
      return done.get() >= stages;
    }
  }

  @Test
  void twoRunsCannotMakeTheSameClustering() {
    try (VectorCollection collection = planted()) {
      Clusterings.Finding nested =
          vectors -> {
            assertThatThrownBy(() -> make(collection, "same", 3, PlantedTopics::topicOf))
                .hasMessage("clustering 'same' is being made; wait until it is there");
            assertThat(make(collection, "other", 3, PlantedTopics::topicOf).id())
                .isEqualTo("other");
            return HandMade.by(3, PlantedTopics::topicOf).in(vectors);
          };
      collection
          .clusterings()
          .make(ClusteringRequest.of(KMEANS).withId("same"), nested, Progress.NONE);
      assertThat(collection.clusterings().list())
          .extracting(StoredClustering::id)
          .containsExactly("other", "same");
      assertThat(points(collection, "other")).isEqualTo(points(collection, "same"));
    }
  }

  @Test
  void aCollectionKeepsABoundedNumberAndEachCanBeMadeAnew() {
    try (VectorCollection collection = planted()) {
      for (int i = 1; i <= Clusterings.MAX_KEPT; i++) {
        assertThat(make(collection, null, 3, PlantedTopics::topicOf).id()).isEqualTo("c" + i);
      }
      assertThatThrownBy(() -> cluster(collection, ClusteringRequest.of(KMEANS)))
          .hasMessage("a collection keeps 32 clusterings; delete one first");
      make(collection, "c7", 2, id -> Math.min(1, PlantedTopics.topicOf(id)));
      assertThat(collection.clusterings().get("c7").clusters()).hasSize(2);
      assertThat(collection.clusterings().list()).hasSize(Clusterings.MAX_KEPT);

      collection.clusterings().delete("c3");
      assertThat(make(collection, "fresh", 3, id -> id.endsWith("-1") ? 0 : NONE + 1).noise())
          .isEqualTo(33);
    }
  }

  @Test
  void aSlotThatIsUsedAgainShowsNothingOfWhatItHeld() {
    try (VectorCollection collection = planted()) {
      make(collection, "all", 3, PlantedTopics::topicOf);
      collection.clusterings().delete("all");
      Filter few = Filter.parse("{\"field\":\"id\",\"op\":\"prefix\",\"value\":\"t2\"}");
      collection
          .clusterings()
          .make(
              ClusteringRequest.of(KMEANS).withId("some").withFilter(few),
              HandMade.by(1, id -> 0),
              Progress.NONE);

      StoredClustering some = collection.clusterings().get("some");
      assertThat(some.slot()).isZero();
      assertThat(points(collection, "some")).hasSize(12);
      assertThat(passing(collection, "clusterings.some=0")).hasSize(12);
      assertThat(some.clusters().getFirst().exemplars()).containsExactly("t2-0", "t2-1");
      assertThatThrownBy(() -> collection.clusterings().get("all"))
          .hasMessage("collection 'planted' has no clustering 'all'; it has: some");
      assertThatThrownBy(() -> collection.clusterings().delete("all"))
          .isInstanceOf(SemblanceException.class);
    }
  }

  @Test
  void ofAPurgedDocumentNoIdIsLeftInAnyFile() throws IOException {
    byte[] id = "idofthesecret".getBytes(StandardCharsets.UTF_8);
    try (VectorCollection collection = create("purged")) {
      add(collection, List.of(SourceDocument.of("idofthesecret", "apple banana zyxwvut")));
      add(collection, PlantedTopics.documents(0, 12));
      make(collection, "topics", 1, one -> 0);
      cluster(collection, ClusteringRequest.of(new ClusteringMethod.Hdbscan(4)));
      assertThat(collection.clusterings().get("topics").clusters().getFirst().exemplars())
          .contains("idofthesecret");
      assertThat(filesWith(root.resolve("purged"), id)).isNotEmpty();

      collection.write(List.of(new Change.Delete("idofthesecret")), Progress.NONE);
      collection.purge(Progress.NONE);

      assertThat(filesWith(root.resolve("purged"), id)).isEmpty();
      assertThat(filesWith(root.resolve("purged"), "zyxwvut".getBytes(StandardCharsets.UTF_8)))
          .isEmpty();
      assertThat(root.resolve("purged/neighbors.graph")).doesNotExist();
      assertThat(collection.clusterings().get("topics").clusters().getFirst().exemplars())
          .doesNotContain("idofthesecret");
      assertThat(points(collection, "topics")).hasSize(36);
    }
  }

  private static List<Path> filesWith(Path folder, byte[] wanted) throws IOException {
    String needle = new String(wanted, StandardCharsets.ISO_8859_1);
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        if (content.contains(needle)) {
          found.add(file);
        }
      }
    }
    return found;
  }

  @Test
  void theGraphOfNeighboursIsBuiltOnceForTheSameVectors() throws IOException {
    Path file = root.resolve("planted/neighbors.graph");
    try (VectorCollection collection = planted()) {
      ClusteringRequest request = ClusteringRequest.of(new ClusteringMethod.Hdbscan(4));
      cluster(collection, request);
      FileTime built = FileTime.fromMillis(1_000_000);
      Files.setLastModifiedTime(file, built);

      collection.optimize(1, Progress.NONE);
      StoredClustering again = cluster(collection, request);
      assertThat(Files.getLastModifiedTime(file)).isEqualTo(built);
      assertThat(again.measures()).containsEntry("graph_recall", 1.0);

      add(collection, List.of(PlantedTopics.document(0, 99)));
      cluster(collection, request);
      assertThat(Files.getLastModifiedTime(file)).isNotEqualTo(built);

      Files.write(file, new byte[] {1, 2, 3});
      assertThat(cluster(collection, request).clusters()).hasSize(3);
      assertThat(Files.size(file)).isGreaterThan(1000);
    }
  }

  @Test
  void whoOnlyReadsTheCollectionSeesItsClusterings() {
    try (VectorCollection writer = planted();
        VectorCollection reader = new CollectionStore(root).open("planted", ENCODER)) {
      cluster(writer, ClusteringRequest.of(KMEANS).withId("topics"));
      reader.refresh();
      assertThat(reader.clusterings().list()).isEqualTo(writer.clusterings().list());
      assertThat(points(reader, "topics")).isEqualTo(points(writer, "topics"));
      assertThatThrownBy(() -> reader.clusterings().delete("topics"))
          .hasMessageContaining("another process is writing to it");
    }
  }

  @Test
  void namesAreLikeThoseOfCollections() {
    assertThatThrownBy(() -> ClusteringRequest.of(KMEANS).withId("Not a name"))
        .hasMessage("a clustering's id must match [a-z0-9][a-z0-9_-]{0,63}, got: 'Not a name'");
  }
}
