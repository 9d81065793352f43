package io.semblance.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.encoder.SentenceEncoder;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.progress.Progress;
import io.semblance.vectors.EmbeddingMatrix;
import io.semblance.vectors.Similarity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VectorCollectionTest {
  private static final SentenceEncoder ENCODER = HashingEncoder.ofDimension(32);

  @TempDir private Path root;
  private CollectionStore store;

  @BeforeEach
  void makeStore() {
    store = new CollectionStore(root);
  }

  private VectorCollection create(String name) {
    return store.create(name, ENCODER, CollectionSchema.DEFAULT);
  }

  private static void add(VectorCollection collection, SourceDocument... documents) {
    collection.upsert(List.of(documents), Progress.NONE);
    collection.refresh();
  }

  private static List<String> ids(SearchResult result) {
    return result.hits().stream().map(hit -> hit.document().id()).toList();
  }

  @ParameterizedTest
  @EnumSource
  void findsADocumentByItsOwnText(SearchMode mode) {
    try (VectorCollection collection = create("animals")) {
      add(
          collection,
          SourceDocument.of("cat", "a small cat sleeping"),
          SourceDocument.of("dog", "one loud dog barking"),
          SourceDocument.of("owl", "some wise owl hooting"));

      SearchResult result = collection.search(SearchRequest.of("one loud dog barking", mode, 2));

      assertThat(ids(result)).startsWith("dog");
      assertThat(result.hits().get(0).rank()).isEqualTo(1);
      assertThat(result.documents()).isEqualTo(3);
    }
  }

  @Test
  void showsRawCosineAndTheRanksOfBothParts() {
    try (VectorCollection collection = create("parts")) {
      add(collection, SourceDocument.of("a", "red apple"), SourceDocument.of("b", "green pear"));

      SearchHit hit =
          collection.search(SearchRequest.of("red apple", SearchMode.HYBRID, 2)).hits().get(0);

      assertThat(hit.parts().similarity()).isCloseTo(1, within(1e-6));
      assertThat(hit.parts().denseRank()).isEqualTo(1);
      assertThat(hit.parts().lexicalRank()).isEqualTo(1);
      assertThat(hit.score()).isCloseTo(2.0 / 61, within(1e-12));
    }
  }

  @Test
  void keepsTitleTextAndMetadata() {
    Map<String, Object> fields =
        Map.of(
            "title",
            "A title",
            "text",
            "and a text",
            "year",
            2026,
            "tags",
            List.of("x", "y"),
            "nested",
            Map.of("k", true));
    SourceDocument document = new SourceDocument("id-1", fields);
    try (VectorCollection collection = create("kept")) {
      add(collection, document);

      SearchResult byTitle = collection.search(SearchRequest.of("title", SearchMode.LEXICAL, 1));

      assertThat(byTitle.hits().get(0).document()).isEqualTo(document);
    }
  }

  @Test
  void replacesADocumentWithTheSameId() {
    try (VectorCollection collection = create("upsert")) {
      add(collection, SourceDocument.of("x", "old words here"));
      add(collection, SourceDocument.of("x", "new words there"));

      assertThat(collection.size()).isEqualTo(1);
      assertThat(ids(collection.search(SearchRequest.of("old", SearchMode.LEXICAL, 5)))).isEmpty();
      assertThat(ids(collection.search(SearchRequest.of("new", SearchMode.LEXICAL, 5))))
          .containsExactly("x");
    }
  }

  @Test
  void countsNoDocumentThatWasDeletedOrReplaced() {
    try (VectorCollection collection = create("size")) {
      add(collection, SourceDocument.of("a", "one"), SourceDocument.of("b", "two"));
      add(collection, SourceDocument.of("a", "one again"));
      collection.write(List.of(new Change.Delete("b")), Progress.NONE);
      collection.refresh();

      assertThat(collection.size()).isEqualTo(1);
    }
  }

  @Test
  void whatIsAcknowledgedIsThereAfterReopening() {
    try (VectorCollection collection = create("durable")) {
      collection.upsert(List.of(SourceDocument.of("kept", "some text")), Progress.NONE);
    }
    try (VectorCollection reopened = store.open("durable", ENCODER)) {
      assertThat(reopened.size()).isEqualTo(1);
      assertThat(ids(reopened.search(SearchRequest.of("text", SearchMode.DENSE, 5))))
          .containsExactly("kept");
    }
  }

  @Test
  void exactScanRanksAllDocumentsBySimilarity() {
    try (VectorCollection collection = create("exact");
        EmbeddingMatrix vectors = random(300, 32)) {
      add(collection, numbered(vectors));
      String query = "some query";
      float[] queryVector = ENCODER.encode(query, io.semblance.encoder.InputType.QUERY);

      SearchResult result =
          collection.search(
              SearchRequest.of(query, SearchMode.DENSE, 300).withDepth(SearchDepth.of(Scan.EXACT)));

      List<String> expected =
          vectors.topK(Similarity.COSINE, queryVector, 300).stream()
              .map(scored -> Integer.toString(scored.ordinal()))
              .toList();
      assertThat(ids(result)).isEqualTo(expected);
    }
  }

  @Test
  void graphScanFindsNearlyWhatExactScanFinds() {
    try (VectorCollection collection = create("graph");
        EmbeddingMatrix vectors = random(3000, 32)) {
      add(collection, numbered(vectors));
      int found = 0;
      for (int i = 0; i < 20; i++) {
        List<String> exact =
            ids(
                collection.search(
                    SearchRequest.of("query " + i, SearchMode.DENSE, 10)
                        .withDepth(SearchDepth.of(Scan.EXACT))));
        List<String> graph =
            ids(
                collection.search(
                    SearchRequest.of("query " + i, SearchMode.DENSE, 10)
                        .withDepth(SearchDepth.of(Scan.GRAPH))));
        found += (int) graph.stream().filter(exact::contains).count();
      }
      assertThat(found).isGreaterThanOrEqualTo(190);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DOT_PRODUCT", "EUCLIDEAN"})
  void keepsOtherSimilaritiesThanCosine(Similarity similarity) {
    SentenceEncoder encoder = new HashingEncoder("other", 8, similarity);
    float[] near = {2, 0, 0, 0, 0, 0, 0, 1};
    try (VectorCollection collection = store.create("other", encoder, CollectionSchema.DEFAULT)) {
      add(collection, withVector("a", near));

      SearchHit hit =
          collection.search(SearchRequest.of("query", SearchMode.DENSE, 1)).hits().get(0);

      float[] query = encoder.encode("query", io.semblance.encoder.InputType.QUERY);
      assertThat(hit.parts().similarity()).isCloseTo(similarity.score(query, near), within(1e-5));
    }
  }

  @Test
  void refusesManhattan() {
    SentenceEncoder encoder = new HashingEncoder("m", 8, Similarity.MANHATTAN);

    assertThatThrownBy(() -> store.create("m", encoder, CollectionSchema.DEFAULT))
        .hasMessageContaining("cosine, dot or euclidean, got: manhattan");
    assertThat(store.names()).isEmpty();
  }

  @Test
  void emptyCollectionsAndQueriesOfStopWordsFindNothing() {
    try (VectorCollection collection = create("empty")) {
      assertThat(collection.search(SearchRequest.of("x", SearchMode.HYBRID, 5)).hits()).isEmpty();
      add(collection, SourceDocument.of("a", "the text"));
      assertThat(collection.search(SearchRequest.of("the and of", SearchMode.LEXICAL, 5)).hits())
          .isEmpty();
    }
  }

  @Test
  void refusesAnotherModelByNameAndDimension() {
    create("faq").close();

    assertConflict(
        () -> store.open("faq", HashingEncoder.ofDimension(16)).close(),
        "dimension mismatch: collection 'faq' has 32, model 'hashing-16' gives 16");
    assertConflict(
        () -> store.open("faq", new HashingEncoder("hashing-33", 32, Similarity.COSINE)).close(),
        "collection 'faq' holds vectors of model 'hashing-32'");
  }

  @Test
  void refusesVectorsThatDoNotFitAndKeepsTheOthers() {
    try (VectorCollection collection = create("fit")) {
      List<ChangeResult> results =
          collection.write(
              List.of(
                  new Change.Upsert(withVector("narrow", new float[3])),
                  new Change.Upsert(withVector("zero", new float[32])),
                  new Change.Upsert(SourceDocument.of("good", "text"))),
              Progress.NONE);

      assertThat(results)
          .extracting(ChangeResult::status)
          .containsExactly(
              ChangeResult.Status.REJECTED,
              ChangeResult.Status.REJECTED,
              ChangeResult.Status.CREATED);
      assertThat(results.get(0).problem())
          .hasMessage(
              "dimension mismatch: collection 'fit' has 32, the vector of document 'narrow' has 3");
      assertThat(results.get(1).problem())
          .hasMessage("the vector of document 'zero' must be finite and not all zero");
    }
  }

  @Test
  void allowsOneWriterAtATime() {
    try (VectorCollection first = create("locked");
        VectorCollection second = store.open("locked", ENCODER)) {
      add(first, SourceDocument.of("a", "text"));

      assertThatThrownBy(() -> add(second, SourceDocument.of("b", "text")))
          .hasMessage("cannot write to collection 'locked': another process is writing to it");
    }
  }

  @Test
  void readsADamagedManifestAsAStorageFailure() throws IOException {
    create("damaged").close();
    Files.writeString(root.resolve("damaged/manifest.json"), "{\"formatVersion\": 1}");

    assertThatThrownBy(() -> store.open("damaged", ENCODER))
        .isInstanceOfSatisfying(
            SemblanceException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_FAILURE))
        .hasMessageContaining("manifest.json");
  }

  @Test
  void namesUnknownAndImpossibleCollections() {
    create("known").close();

    assertThatThrownBy(() -> store.open("unknown", ENCODER))
        .hasMessageContaining("no collection 'unknown'")
        .hasMessageContaining("there are: known");
    assertThatThrownBy(() -> store.find("../etc")).hasMessageContaining("must match");
    assertThatThrownBy(() -> create("known")).hasMessage("collection 'known' exists already");
  }

  @Test
  void leavesNothingBehindWhenCreationFails() throws IOException {
    Path file = Files.createFile(root.resolve("file"));
    CollectionStore inAFile = new CollectionStore(file);

    assertThatThrownBy(() -> inAFile.create("x", ENCODER, CollectionSchema.DEFAULT))
        .hasMessageContaining("cannot create collection folder");
    assertThat(store.names()).isEmpty();
  }

  private static void assertConflict(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SemblanceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
        .hasMessageContaining(message);
  }

  private static SourceDocument[] numbered(EmbeddingMatrix vectors) {
    return IntStream.range(0, vectors.rows())
        .mapToObj(i -> withVector(Integer.toString(i), vectors.copyRow(i)))
        .toArray(SourceDocument[]::new);
  }

  private static SourceDocument withVector(String id, float[] vector) {
    String text = "document " + id;
    return new SourceDocument(
        id,
        Map.of("text", text),
        List.of(new GivenPassage(new Passage("text", 0, text.length()), vector)));
  }

  private static EmbeddingMatrix random(int rows, int dimension) {
    Random random = new Random(rows);
    List<float[]> values = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      float[] vector = new float[dimension];
      for (int i = 0; i < dimension; i++) {
        vector[i] = (float) random.nextGaussian();
      }
      values.add(vector);
    }
    return EmbeddingMatrix.copyOf(values.toArray(float[][]::new));
  }
}
