package io.semblance.index.clusters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.encoder.InputType;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.error.SemblanceException;
import io.semblance.index.Change;
import io.semblance.index.CollectionSchema;
import io.semblance.index.CollectionStore;
import io.semblance.index.FieldType;
import io.semblance.index.GivenPassage;
import io.semblance.index.HashingEncoder;
import io.semblance.index.Passage;
import io.semblance.index.SourceDocument;
import io.semblance.index.VectorCollection;
import io.semblance.index.filter.Filter;
import io.semblance.progress.Progress;
import io.semblance.vectors.Similarity;
import io.semblance.vectors.Vectors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectionVectorsTest {
  private static final SentenceEncoder ENCODER = HashingEncoder.ofDimension(16);

  @TempDir private Path root;

  private VectorCollection create(SentenceEncoder encoder) {
    CollectionSchema schema =
        CollectionSchema.DEFAULT.withFields(Map.of("lang", FieldType.KEYWORD));
    return new CollectionStore(root).create("mined", encoder, schema);
  }

  private static void add(VectorCollection collection, SourceDocument... documents) {
    collection.upsert(List.of(documents), Progress.NONE);
    collection.refresh();
  }

  private static List<String> ids(CollectionVectors vectors) {
    return IntStream.range(0, vectors.rows()).mapToObj(vectors::id).toList();
  }

  @Test
  void rowsAreInTheOrderOfIdsWhateverTheOrderOfWriting() {
    try (VectorCollection collection = create(ENCODER)) {
      add(collection, SourceDocument.of("c", "three"), SourceDocument.of("a", "one"));
      add(collection, SourceDocument.of("b", "two"), SourceDocument.of("ä", "four"));
      try (CollectionVectors vectors = collection.vectors(null, Progress.NONE)) {
        assertThat(ids(vectors)).containsExactly("a", "b", "c", "ä");
        assertThat(vectors.text(1)).isEqualTo("two");
        for (int row = 0; row < 4; row++) {
          assertThat(vectors.matrix().copyRow(row)).isEqualTo(unit(vectors.text(row)));
        }
      }
    }
  }

  /** As the collection keeps it for comparing by cosine. */
  private static float[] unit(String text) {
    float[] vector = ENCODER.encode(text, InputType.DOCUMENT);
    Vectors.normalizeInPlace(vector);
    return vector;
  }

  @Test
  void theVectorOfADocumentIsTheMeanDirectionOfItsPassages() {
    float[] east = unit(0);
    float[] north = unit(1);
    SourceDocument document =
        new SourceDocument(
            "two",
            Map.of("text", "abcdef"),
            List.of(
                new GivenPassage(new Passage("text", 0, 3), east),
                new GivenPassage(new Passage("text", 3, 6), north)));
    try (VectorCollection collection = create(ENCODER)) {
      add(collection, document);
      try (CollectionVectors vectors = collection.vectors(null, Progress.NONE)) {
        float[] row = vectors.matrix().copyRow(0);
        assertThat(row[0]).isCloseTo((float) Math.sqrt(0.5), within(1e-7f));
        assertThat(row[1]).isCloseTo((float) Math.sqrt(0.5), within(1e-7f));
        assertThat(row[2]).isZero();
      }
    }
  }

  private static float[] unit(int axis) {
    float[] vector = new float[16];
    vector[axis] = 1;
    return vector;
  }

  @Test
  void vectorsOfAnyLengthBecomeUnitVectors() {
    SentenceEncoder dot = new HashingEncoder("dot", 16, Similarity.DOT_PRODUCT);
    float[] three = unit(4);
    three[4] = 3;
    SourceDocument document =
        new SourceDocument(
            "long",
            Map.of("text", "abc"),
            List.of(new GivenPassage(new Passage("text", 0, 3), three)));
    try (VectorCollection collection = create(dot)) {
      add(collection, document);
      try (CollectionVectors vectors = collection.vectors(null, Progress.NONE)) {
        assertThat(vectors.matrix().copyRow(0)).isEqualTo(unit(4));
      }
    }
  }

  @Test
  void documentsWithoutAVectorAreReportedAndNotLost() {
    float[] east = unit(0);
    float[] west = unit(0);
    west[0] = -1;
    SourceDocument cancelling =
        new SourceDocument(
            "cancelling",
            Map.of("text", "abcdef"),
            List.of(
                new GivenPassage(new Passage("text", 0, 3), east),
                new GivenPassage(new Passage("text", 3, 6), west)));
    try (VectorCollection collection = create(ENCODER)) {
      add(
          collection,
          SourceDocument.of("words", "some words"),
          new SourceDocument("empty", Map.of("lang", "en")),
          cancelling);
      try (CollectionVectors vectors = collection.vectors(null, Progress.NONE)) {
        assertThat(ids(vectors)).containsExactly("words");
        assertThat(vectors.matrix().rows()).isEqualTo(1);
        assertThat(vectors.withoutVector()).isEqualTo(2);
        assertThat(vectors.idsWithoutVector()).containsExactly("cancelling", "empty");
      }
    }
  }

  @Test
  void stayAsTheyAreWhileTheCollectionChanges() {
    try (VectorCollection collection = create(ENCODER)) {
      add(collection, SourceDocument.of("a", "old words"), SourceDocument.of("b", "others"));
      try (CollectionVectors vectors = collection.vectors(null, Progress.NONE)) {
        add(collection, SourceDocument.of("a", "new words"), SourceDocument.of("c", "more"));
        collection.write(List.of(new Change.Delete("b")), Progress.NONE);
        collection.optimize(1, Progress.NONE);
        collection.purge(Progress.NONE);

        assertThat(ids(vectors)).containsExactly("a", "b");
        assertThat(vectors.text(0)).isEqualTo("old words");
        assertThat(vectors.text(1)).isEqualTo("others");
      }
      try (CollectionVectors later = collection.vectors(null, Progress.NONE)) {
        assertThat(ids(later)).containsExactly("a", "c");
      }
    }
  }

  @Test
  void holdOnlyWhatPassesAFilter() {
    try (VectorCollection collection = create(ENCODER)) {
      add(
          collection,
          new SourceDocument("a", Map.of("text", "one", "lang", "en")),
          new SourceDocument("b", Map.of("text", "zwei", "lang", "de")));
      try (CollectionVectors vectors = collection.vectors(Filter.parse("lang=de"), Progress.NONE)) {
        assertThat(ids(vectors)).containsExactly("b");
      }
    }
  }

  @Test
  void tellWhichDocumentsChangedSinceAnEarlierVersion() {
    try (VectorCollection collection = create(ENCODER)) {
      add(collection, SourceDocument.of("a", "one"), SourceDocument.of("b", "two"));
      long version;
      try (CollectionVectors vectors = collection.vectors(null, Progress.NONE)) {
        version = vectors.version();
        assertThat(version).isEqualTo(2);
        assertThat(vectors.rowsSince(version)).isEmpty();
        assertThat(vectors.rowsSince(0)).containsExactly(0, 1);
      }
      add(collection, SourceDocument.of("b", "two again"), SourceDocument.of("c", "three"));
      try (CollectionVectors vectors = collection.vectors(null, Progress.NONE)) {
        assertThat(vectors.rowsSince(version)).containsExactly(1, 2);
      }
    }
  }

  @Test
  void everyChangeUpToTheirVersionIsInThem() throws Exception {
    Map<String, Long> versions = new ConcurrentHashMap<>();
    List<Map.Entry<Long, List<String>>> seen = new ArrayList<>();
    try (VectorCollection collection = create(ENCODER);
        ExecutorService writers = Executors.newFixedThreadPool(4)) {
      List<Future<?>> writing = new ArrayList<>();
      for (int writer = 0; writer < 4; writer++) {
        String name = "w" + writer + "-";
        writing.add(
            writers.submit(
                () -> {
                  for (int i = 0; i < 25; i++) {
                    SourceDocument document = SourceDocument.of(name + i, "some words " + i);
                    long version =
                        collection.upsert(List.of(document), Progress.NONE).getFirst().version();
                    versions.put(document.id(), version);
                  }
                }));
      }
      while (writing.stream().anyMatch(future -> !future.isDone())) {
        collection.refresh();
        try (CollectionVectors vectors = collection.vectors(null, Progress.NONE)) {
          seen.add(Map.entry(vectors.version(), ids(vectors)));
        }
      }
      for (Future<?> future : writing) {
        future.get();
      }
    }
    assertThat(versions).hasSize(100);
    for (Map.Entry<Long, List<String>> view : seen) {
      List<String> due =
          versions.entrySet().stream()
              .filter(entry -> entry.getValue() <= view.getKey())
              .map(Map.Entry::getKey)
              .toList();
      assertThat(view.getValue()).containsAll(due);
    }
  }

  @Test
  void anEmptyCollectionHasNoRows() {
    try (VectorCollection collection = create(ENCODER);
        CollectionVectors vectors = collection.vectors(null, Progress.NONE)) {
      assertThat(vectors.rows()).isZero();
      assertThat(vectors.matrix().rows()).isZero();
      assertThat(vectors.version()).isZero();
    }
  }

  @Test
  void readingStopsWhenItIsCancelled() {
    Progress cancelled =
        new Progress() {
          @Override
          public void advancedTo(long done) {}

          @Override
          public boolean isCancelled() {
            return true;
          }
        };
    try (VectorCollection collection = create(ENCODER)) {
      add(collection, SourceDocument.of("a", "one"));
      assertThatThrownBy(() -> collection.vectors(null, cancelled))
          .isInstanceOf(SemblanceException.class)
          .hasMessage("reading vectors was cancelled");
    }
  }
}
