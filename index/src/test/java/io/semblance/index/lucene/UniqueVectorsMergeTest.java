package io.semblance.index.lucene;

import static io.semblance.index.lucene.VectorIndexFixture.FIELD;
import static io.semblance.index.lucene.VectorIndexFixture.ID;
import static io.semblance.index.lucene.VectorIndexFixture.assertClean;
import static io.semblance.index.lucene.VectorIndexFixture.config;
import static io.semblance.index.lucene.VectorIndexFixture.document;
import static io.semblance.index.lucene.VectorIndexFixture.randomUnitVectors;
import static io.semblance.index.lucene.VectorIndexFixture.search;
import static io.semblance.index.lucene.VectorIndexFixture.unmerged;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.Bits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UniqueVectorsMergeTest {
  private static final int DIMENSION = 16;

  @TempDir Path folder;

  private static KnnVectorsFormat format() {
    return new UniqueVectorsFormat(UniqueVectorsFormatTest.graph());
  }

  private static Term id(int id) {
    return new Term(ID, Integer.toString(id));
  }

  @Test
  void keepsAVectorWhileAnyOfItsDocumentsLives() throws IOException {
    float[][] vectors = randomUnitVectors(1, 50, DIMENSION);
    try (Directory directory = FSDirectory.open(folder);
        IndexWriter writer = new IndexWriter(directory, config(format()))) {
      for (int id = 0; id < 100; id++) {
        writer.addDocument(document(id, vectors[id / 2]));
      }
      writer.commit();
      writer.deleteDocuments(id(10), id(20), id(21));
      writer.commit();
      assertNeighbours(directory, vectors[5], 11);
      assertThat(uniqueVectors(directory)).isEqualTo(50);

      writer.forceMerge(1);
      writer.commit();
      assertNeighbours(directory, vectors[5], 11);
      assertThat(uniqueVectors(directory)).isEqualTo(49);
    }
  }

  private static void assertNeighbours(Directory directory, float[] vector, int expected)
      throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      List<Integer> found = search(reader, new KnnFloatVectorQuery(FIELD, vector, 1), 1);
      assertThat(found).containsExactly(expected);
    }
  }

  private static int uniqueVectors(Directory directory) throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      int sum = 0;
      for (LeafReaderContext leaf : reader.leaves()) {
        FloatVectorValues values = leaf.reader().getFloatVectorValues(FIELD);
        sum += values == null ? 0 : ((DocumentVectorValues) values).unique().size();
      }
      return sum;
    }
  }

  @Test
  void joinsTheSameVectorOfSeveralSegments() throws IOException {
    float[][] vectors = randomUnitVectors(2, 40, DIMENSION);
    try (Directory directory = FSDirectory.open(folder);
        IndexWriter writer = new IndexWriter(directory, unmerged(format()))) {
      for (int segment = 0; segment < 5; segment++) {
        for (int i = 0; i < 40; i++) {
          writer.addDocument(document(100 * segment + i, vectors[i]));
        }
        writer.flush();
      }
    }
    try (Directory directory = FSDirectory.open(folder);
        IndexWriter writer = new IndexWriter(directory, config(format()))) {
      assertThat(uniqueVectors(directory)).isEqualTo(200);
      writer.forceMerge(1);
      writer.commit();
      assertThat(uniqueVectors(directory)).isEqualTo(40);
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        List<Integer> found = search(reader, new KnnFloatVectorQuery(FIELD, vectors[7], 5), 5);
        assertThat(found).containsExactlyInAnyOrder(7, 107, 207, 307, 407);
      }
    }
    assertCleanFolder();
  }

  private void assertCleanFolder() throws IOException {
    try (Directory directory = FSDirectory.open(folder)) {
      assertClean(directory);
    }
  }

  /** Adds, deletes, updates and merges at random, with a plain map as the twin. */
  @ParameterizedTest
  @EnumSource
  void holdsWhatWasWrittenThroughAnyHistory(History history) throws IOException {
    Random random = new Random(history.ordinal());
    float[][] pool = randomUnitVectors(3, 60, DIMENSION);
    Map<Integer, float[]> expected = new TreeMap<>();
    try (Directory directory = FSDirectory.open(folder);
        IndexWriter writer = new IndexWriter(directory, history.config(format()))) {
      for (int step = 0; step < 3000; step++) {
        int id = random.nextInt(400);
        switch (random.nextInt(8)) {
          case 0 -> {
            writer.deleteDocuments(id(id));
            expected.remove(id);
          }
          case 1 -> {
            writer.updateDocument(id(id), history.withoutVector(id));
            expected.remove(id);
          }
          default -> {
            float[] vector = pool[random.nextInt(pool.length)];
            writer.updateDocument(id(id), history.withVector(id, vector));
            expected.put(id, vector);
          }
        }
        if (random.nextInt(70) == 0) {
          writer.flush();
        }
        if (random.nextInt(700) == 0) {
          writer.forceMerge(2);
        }
      }
      writer.commit();
      assertHolds(directory, expected);
      writer.forceMerge(1);
      writer.commit();
      assertHolds(directory, expected);
      long distinct = expected.values().stream().distinct().count();
      assertThat((long) uniqueVectors(directory)).isEqualTo(distinct);
    }
    assertCleanFolder();
  }

  enum History {
    PLAIN,
    SORTED;

    IndexWriterConfig config(KnnVectorsFormat format) {
      IndexWriterConfig config = VectorIndexFixture.config(format);
      if (this == SORTED) {
        config.setIndexSort(new Sort(new SortField("order", SortField.Type.LONG)));
      }
      return config;
    }

    Document withVector(int id, float[] vector) {
      Document document = document(id, vector);
      document.add(new NumericDocValuesField("order", (id * 7919L) % 401));
      return document;
    }

    Document withoutVector(int id) {
      Document document = withVector(id, new float[DIMENSION]);
      document.removeField(FIELD);
      return document;
    }
  }

  private static void assertHolds(Directory directory, Map<Integer, float[]> expected)
      throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      Map<Integer, float[]> actual = new TreeMap<>();
      for (LeafReaderContext leaf : reader.leaves()) {
        FloatVectorValues values = leaf.reader().getFloatVectorValues(FIELD);
        if (values != null) {
          collect(leaf, values, actual);
        }
      }
      assertThat(actual.keySet()).isEqualTo(expected.keySet());
      actual.forEach((id, vector) -> assertThat(vector).containsExactly(expected.get(id)));

      float[] some = expected.values().iterator().next();
      List<Integer> copies =
          expected.entrySet().stream()
              .filter(entry -> entry.getValue() == some)
              .map(Map.Entry::getKey)
              .toList();
      KnnFloatVectorQuery query = new KnnFloatVectorQuery(FIELD, some, copies.size());
      assertThat(search(reader, query, copies.size())).containsExactlyInAnyOrderElementsOf(copies);
    }
  }

  private static void collect(
      LeafReaderContext leaf, FloatVectorValues values, Map<Integer, float[]> actual)
      throws IOException {
    StoredFields stored = leaf.reader().storedFields();
    Bits live = leaf.reader().getLiveDocs();
    KnnVectorValues.DocIndexIterator documents = values.iterator();
    for (int doc = documents.nextDoc();
        doc != DocIdSetIterator.NO_MORE_DOCS;
        doc = documents.nextDoc()) {
      if (live == null || live.get(doc)) {
        int id = Integer.parseInt(stored.document(doc).get(ID));
        assertThat(actual.put(id, values.vectorValue(documents.index()).clone())).isNull();
      }
    }
  }

  @Test
  void takesOverSegmentsOfOtherFormats() throws IOException {
    float[][] vectors = randomUnitVectors(4, 100, DIMENSION);
    Path other = folder.resolve("other");
    try (Directory directory = FSDirectory.open(other);
        IndexWriter writer = new IndexWriter(directory, config(UniqueVectorsFormatTest.graph()))) {
      for (int id = 0; id < 200; id++) {
        writer.addDocument(document(id, vectors[id / 2]));
      }
      writer.commit();
      writer.deleteDocuments(id(0), id(1));
      writer.commit();
    }
    try (Directory directory = FSDirectory.open(folder);
        Directory added = FSDirectory.open(other);
        DirectoryReader reader = DirectoryReader.open(added);
        IndexWriter writer = new IndexWriter(directory, config(format()))) {
      List<CodecReader> leaves = new ArrayList<>();
      reader.leaves().forEach(leaf -> leaves.add((CodecReader) leaf.reader()));
      writer.addIndexes(leaves.toArray(CodecReader[]::new));
      writer.commit();
      assertThat(uniqueVectors(directory)).isEqualTo(99);
      try (DirectoryReader merged = DirectoryReader.open(directory)) {
        assertThat(search(merged, new KnnFloatVectorQuery(FIELD, vectors[9], 2), 2))
            .containsExactlyInAnyOrder(18, 19);
      }
    }
    assertCleanFolder();
  }

  @Test
  void givesItsDocumentsToAnIndexOfLucenesOwnFormat() throws IOException {
    float[][] vectors = randomUnitVectors(6, 100, DIMENSION);
    Path own = folder.resolve("own");
    try (Directory directory = FSDirectory.open(own);
        IndexWriter writer = new IndexWriter(directory, config(format()))) {
      for (int id = 0; id < 200; id++) {
        writer.addDocument(document(id, vectors[id / 2]));
      }
    }
    try (Directory directory = FSDirectory.open(folder);
        Directory added = FSDirectory.open(own);
        DirectoryReader reader = DirectoryReader.open(added);
        IndexWriter writer = new IndexWriter(directory, config(UniqueVectorsFormatTest.graph()))) {
      writer.addIndexes((CodecReader) reader.leaves().get(0).reader());
      writer.commit();
      try (DirectoryReader plain = DirectoryReader.open(directory)) {
        FloatVectorValues values = plain.leaves().get(0).reader().getFloatVectorValues(FIELD);
        assertThat(values).isNotInstanceOf(DocumentVectorValues.class);
        assertThat(search(plain, new KnnFloatVectorQuery(FIELD, vectors[9], 2), 2))
            .containsExactlyInAnyOrder(18, 19);
      }
    }
    assertCleanFolder();
  }

  @Test
  void mergesWhenEveryVectorWasDeleted() throws IOException {
    try (Directory directory = FSDirectory.open(folder);
        IndexWriter writer = new IndexWriter(directory, config(format()))) {
      float[][] vectors = randomUnitVectors(5, 10, DIMENSION);
      for (int id : IntStream.range(0, 10).toArray()) {
        writer.addDocument(document(id, vectors[id]));
      }
      writer.addDocument(new Document());
      writer.commit();
      for (int id = 0; id < 10; id++) {
        writer.deleteDocuments(id(id));
      }
      writer.addDocument(new Document());
      writer.commit();
      writer.forceMerge(1);
      writer.commit();
      assertThat(uniqueVectors(directory)).isZero();
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        assertThat(search(reader, new KnnFloatVectorQuery(FIELD, vectors[3], 3), 3)).isEmpty();
      }
    }
    assertCleanFolder();
  }
}
