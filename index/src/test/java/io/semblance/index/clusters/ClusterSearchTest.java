package io.semblance.index.clusters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.clustering.method.ClusteringMethod;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.error.SemblanceException;
import io.semblance.index.Change;
import io.semblance.index.CollectionSchema;
import io.semblance.index.CollectionStore;
import io.semblance.index.HashingEncoder;
import io.semblance.index.SearchHit;
import io.semblance.index.SearchMode;
import io.semblance.index.SearchRequest;
import io.semblance.index.SearchResult;
import io.semblance.index.Shown;
import io.semblance.index.SnapshotFolder;
import io.semblance.index.SourceDocument;
import io.semblance.index.VectorCollection;
import io.semblance.index.filter.FacetRequest;
import io.semblance.index.filter.FacetResult;
import io.semblance.index.filter.FacetResult.ValueCount;
import io.semblance.index.filter.Filter;
import io.semblance.index.filter.Literal;
import io.semblance.progress.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clustering as a field of filters and facets, held against labels in a map. */
class ClusterSearchTest {
  private static final SentenceEncoder ENCODER = HashingEncoder.ofDimension(16);
  private static final ClusteringRequest REQUEST =
      ClusteringRequest.of(new ClusteringMethod.KMeans(4)).withId("topics");

  /** What stands for a document that the clustering does not have. */
  private static final int NONE = -2;

  @TempDir private Path root;
  private final Map<String, Integer> labels = new TreeMap<>();

  private VectorCollection create() {
    return new CollectionStore(root).create("docs", ENCODER, CollectionSchema.DEFAULT);
  }

  private static int label(String id) {
    int number = Integer.parseInt(id.substring(1));
    return number % 10 == 9 ? -1 : number % 4;
  }

  private void write(VectorCollection collection, int from, int to, String text) {
    List<SourceDocument> documents = new ArrayList<>();
    for (int i = from; i < to; i++) {
      documents.add(SourceDocument.of("d" + i, "common " + text + " " + i));
      labels.put("d" + i, NONE);
    }
    collection.upsert(documents, Progress.NONE);
    collection.refresh();
  }

  private void cluster(VectorCollection collection) {
    collection.clusterings().make(REQUEST, HandMade.by(4, ClusterSearchTest::label), Progress.NONE);
    labels.replaceAll((id, old) -> label(id));
  }

  private void delete(VectorCollection collection, String... ids) {
    for (String id : ids) {
      collection.write(List.of(new Change.Delete(id)), Progress.NONE);
      labels.remove(id);
    }
    collection.refresh();
  }

  private Set<String> expected(IntPredicate condition) {
    return labels.entrySet().stream()
        .filter(entry -> condition.test(entry.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> passing(VectorCollection collection, String filter) {
    Set<String> ids = new TreeSet<>();
    collection.forEach(Filter.parse(filter), found -> ids.add(found.document().id()));
    return ids;
  }

  private static String leaf(String operator, String value) {
    return "{\"field\":\"clusterings.topics\",\"op\":\"" + operator + "\",\"value\":" + value + "}";
  }

  private void requireAgreement(VectorCollection collection) {
    for (int label = -1; label < 4; label++) {
      int wanted = label;
      String number = Integer.toString(label);
      assertThat(passing(collection, leaf("eq", number))).isEqualTo(expected(l -> l == wanted));
      assertThat(passing(collection, leaf("ne", number))).isEqualTo(expected(l -> l != wanted));
    }
    assertThat(passing(collection, leaf("eq", "\"s12\""))).isEqualTo(expected(l -> l == 2));
    assertThat(passing(collection, leaf("in", "[0,\"s13\"]")))
        .isEqualTo(expected(l -> l == 0 || l == 3));
    assertThat(passing(collection, leaf("nin", "[0,3]")))
        .isEqualTo(expected(l -> l != 0 && l != 3));
    assertThat(passing(collection, leaf("in", "[]"))).isEmpty();
    assertThat(passing(collection, leaf("exists", "true"))).isEqualTo(expected(l -> l != NONE));
    assertThat(passing(collection, leaf("exists", "false"))).isEqualTo(expected(l -> l == NONE));
    requireFacets(collection);
    for (SearchMode mode : SearchMode.values()) {
      requireSearch(collection, mode);
    }
  }

  private void requireFacets(VectorCollection collection) {
    SearchResult result =
        collection.search(
            SearchRequest.of("common", SearchMode.LEXICAL, 1)
                .withShown(
                    Shown.DEFAULT.withFacets(
                        List.of(new FacetRequest.Values("clusterings.topics", 10)))));
    FacetResult.Values facet = (FacetResult.Values) result.facets().getFirst();
    Map<Literal, Integer> counts =
        facet.values().stream().collect(Collectors.toMap(ValueCount::value, ValueCount::count));
    Map<Literal, Integer> wanted =
        IntStream.range(-1, 4)
            .filter(label -> labels.containsValue(label))
            .boxed()
            .collect(Collectors.toMap(Literal::of, label -> expected(l -> l == label).size()));
    assertThat(counts).isEqualTo(wanted);
    assertThat(facet.missing()).isEqualTo(expected(l -> l == NONE).size());
    assertThat(facet.distinct()).isEqualTo(wanted.size());
    for (ValueCount value : facet.values()) {
      boolean isOutlier = value.value().equals(Literal.of(-1));
      assertThat(value.label()).isEqualTo(isOutlier ? null : "topic " + value.value());
    }
  }

  private void requireSearch(VectorCollection collection, SearchMode mode) {
    SearchResult result =
        collection.search(
            SearchRequest.of("common", mode, 1000)
                .withFilter(Filter.parse("clusterings.topics=1")));
    assertThat(result.hits())
        .extracting((SearchHit hit) -> hit.document().id())
        .containsExactlyInAnyOrderElementsOf(expected(l -> l == 1));
  }

  @Test
  void filtersAndFacetsAgreeWithTheLabelsThroughTheLifeOfACollection() {
    try (VectorCollection collection = create()) {
      write(collection, 0, 60, "first");
      write(collection, 60, 100, "second");
      cluster(collection);
      requireAgreement(collection);

      write(collection, 20, 30, "changed");
      write(collection, 100, 110, "new");
      delete(collection, "d0", "d1", "d63");
      requireAgreement(collection);

      collection.optimize(1, Progress.NONE);
      requireAgreement(collection);

      delete(collection, "d2", "d3");
      collection.purge(Progress.NONE);
      requireAgreement(collection);
    }
    try (VectorCollection reopened = new CollectionStore(root).open("docs", ENCODER)) {
      requireAgreement(reopened);
      write(reopened, 40, 45, "changed after all");
      cluster(reopened);
      requireAgreement(reopened);
    }
  }

  @Test
  void aSnapshotHasTheClusteringsOfItsMoment() {
    SnapshotFolder snapshots = new SnapshotFolder(root.resolve("snapshots"));
    CollectionStore store = new CollectionStore(root.resolve("store"));
    try (VectorCollection collection = store.create("docs", ENCODER, CollectionSchema.DEFAULT)) {
      write(collection, 0, 40, "text");
      cluster(collection);
      String id = snapshots.take(store, "docs", Progress.NONE).snapshot().id();
      collection.clusterings().delete("topics");
      snapshots.restore(id, store, "restored", Progress.NONE);
      try (VectorCollection restored = store.open("restored", ENCODER)) {
        requireAgreement(restored);
        assertThat(restored.clusterings().list()).hasSize(1);
        assertThat(restored.stats().passages()).isEqualTo(40);
      }
      assertThat(collection.clusterings().list()).isEmpty();
    }
  }

  @Test
  void aFilterMustNameAClusteringAndAClusterThatAreThere() {
    try (VectorCollection collection = create()) {
      write(collection, 0, 20, "text");
      assertThatThrownBy(() -> passing(collection, leaf("eq", "0")))
          .hasMessage(
              "field 'clusterings.topics' names no clustering of the collection; there are none");
      cluster(collection);
      assertThatThrownBy(() -> passing(collection, "clusterings.other=0"))
          .hasMessage(
              "field 'clusterings.other' names no clustering of the collection; there are: topics");
      assertRefused(collection, leaf("eq", "4"), "numbered from 0, and there are 4, got: 4");
      assertRefused(collection, leaf("eq", "0.5"), "got: 0.5");
      assertRefused(collection, leaf("eq", "\"s7\""), "no cluster has the stable id 's7'");
      assertRefused(collection, leaf("eq", "true"), "a cluster is a number or a stable id");
      assertRefused(collection, leaf("gt", "1"), "clusters have no order");
      assertRefused(collection, leaf("prefix", "\"s\""), "a cluster has no prefix");
    }
  }

  private static void assertRefused(VectorCollection collection, String filter, String problem) {
    assertThatThrownBy(() -> passing(collection, filter))
        .isInstanceOf(SemblanceException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void aFieldCannotHaveTheNameOfAClustering() {
    assertThatThrownBy(
            () ->
                CollectionSchema.DEFAULT.withFields(
                    Map.of("clusterings.a", io.semblance.index.FieldType.KEYWORD)))
        .hasMessageContaining("must not begin with 'clusterings.'");
  }
}
