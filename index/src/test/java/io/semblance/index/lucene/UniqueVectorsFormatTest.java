package io.semblance.index.lucene;

import static io.semblance.index.lucene.VectorIndexFixture.FIELD;
import static io.semblance.index.lucene.VectorIndexFixture.assertClean;
import static io.semblance.index.lucene.VectorIndexFixture.closest;
import static io.semblance.index.lucene.VectorIndexFixture.document;
import static io.semblance.index.lucene.VectorIndexFixture.index;
import static io.semblance.index.lucene.VectorIndexFixture.randomUnitVectors;
import static io.semblance.index.lucene.VectorIndexFixture.search;
import static io.semblance.index.lucene.VectorIndexFixture.unmerged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.NIOFSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UniqueVectorsFormatTest {
  private static final int DIMENSION = 32;

  @TempDir Path folder;

  /** A graph also over few vectors, so that small tests walk it. */
  static KnnVectorsFormat graph() {
    return new Lucene99HnswVectorsFormat(16, 100, 1, null, 0);
  }

  private static UniqueVectorsFormat format() {
    return new UniqueVectorsFormat(graph());
  }

  private static KnnFloatVectorQuery nearest(float[] query, int k) {
    return new KnnFloatVectorQuery(FIELD, query, k);
  }

  @Test
  void givesEachDocumentItsOwnVector() throws IOException {
    float[][] vectors = withCopies(randomUnitVectors(1, 500, DIMENSION));
    index(folder, format(), vectors);

    try (Directory directory = FSDirectory.open(folder);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      FloatVectorValues values = onlyLeaf(reader).getFloatVectorValues(FIELD);
      KnnVectorValues.DocIndexIterator documents = values.iterator();
      for (int doc = 0; doc < vectors.length; doc++) {
        assertThat(documents.nextDoc()).isEqualTo(doc);
        assertThat(values.vectorValue(documents.index())).containsExactly(vectors[doc]);
        assertThat(values.ordToDoc(documents.index())).isEqualTo(doc);
      }
      assertThat(documents.nextDoc()).isEqualTo(DocIdSetIterator.NO_MORE_DOCS);
      assertThat(values.size()).isEqualTo(vectors.length);
      assertClean(directory);
    }
  }

  /** Every second document has the vector of the one before it. */
  private static float[][] withCopies(float[][] distinct) {
    float[][] vectors = new float[2 * distinct.length][];
    for (int i = 0; i < distinct.length; i++) {
      vectors[2 * i] = distinct[i];
      vectors[2 * i + 1] = distinct[i].clone();
    }
    return vectors;
  }

  @Test
  void storesIdenticalVectorsOnce() throws IOException {
    float[][] vectors = withCopies(randomUnitVectors(2, 500, DIMENSION));
    index(folder, format(), vectors);

    try (Directory directory = FSDirectory.open(folder);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      DocumentVectorValues values =
          (DocumentVectorValues) onlyLeaf(reader).getFloatVectorValues(FIELD);
      assertThat(values.unique().size()).isEqualTo(500);
    }
  }

  @Test
  void worksWithSparseDocumentsAndWithoutMemoryMapping() throws IOException {
    float[][] vectors = withCopies(randomUnitVectors(3, 200, DIMENSION));
    try (Directory directory = new NIOFSDirectory(folder);
        IndexWriter writer = new IndexWriter(directory, unmerged(format()))) {
      for (int id = 0; id < vectors.length; id++) {
        writer.addDocument(document(id, vectors[id]));
        writer.addDocument(new Document());
      }
      writer.commit();
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        List<Integer> found = search(reader, nearest(vectors[10], 2), 2);
        assertThat(found).containsExactly(10, 11);
        FloatVectorValues values = onlyLeaf(reader).getFloatVectorValues(FIELD);
        assertThat(values.ordToDoc(10)).isEqualTo(20);
      }
    }
    try (Directory directory = FSDirectory.open(folder)) {
      assertClean(directory);
    }
  }

  @Test
  void findsEveryCopyAndWhatLiesBehindThem() throws IOException {
    float[][] distinct = randomUnitVectors(4, 300, DIMENSION);
    float[][] vectors = new float[2300][];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = i < 2000 ? distinct[0] : distinct[i - 2000];
    }
    index(folder, format(), vectors);

    try (Directory directory = FSDirectory.open(folder);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      Set<Integer> copies = Set.copyOf(search(reader, nearest(distinct[0], 2001), 2001));
      assertThat(copies).hasSize(2001).containsAll(IntStream.range(0, 2001).boxed().toList());

      float[] other = distinct[7];
      List<Integer> found = search(reader, nearest(other, 10), 10);
      assertThat(found.get(0)).isEqualTo(2007);
    }
  }

  @Test
  void findsAsMuchAsTheGraphWithoutTheWrapper() throws IOException {
    float[][] vectors = randomUnitVectors(5, 3000, DIMENSION);
    float[][] queries = randomUnitVectors(6, 100, DIMENSION);
    index(folder.resolve("plain"), graph(), vectors);
    index(folder.resolve("unique"), format(), vectors);

    double plain = recall(folder.resolve("plain"), vectors, queries);
    double unique = recall(folder.resolve("unique"), vectors, queries);
    assertThat(unique).isEqualTo(plain).isGreaterThan(0.9);
  }

  @Test
  void copiesDoNotLowerRecall() throws IOException {
    float[][] distinct = randomUnitVectors(7, 2000, DIMENSION);
    float[][] vectors = new float[4000][];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = i % 2 == 0 ? distinct[i / 2] : distinct[0];
    }
    index(folder, format(), vectors);

    double recall = recall(folder, distinct, vectors, randomUnitVectors(8, 100, DIMENSION));
    assertThat(recall).isGreaterThan(0.95);
  }

  private static double recall(Path index, float[][] vectors, float[][] queries)
      throws IOException {
    try (Directory directory = FSDirectory.open(index);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      double sum = 0;
      for (float[] query : queries) {
        Set<Integer> expected = closest(vectors, IntStream.range(0, vectors.length), query, 20);
        sum += VectorIndexFixture.recall(search(reader, nearest(query, 60), 20), expected);
      }
      return sum / queries.length;
    }
  }

  /** Of the documents that are no copies of the first vector. */
  private static double recall(Path index, float[][] distinct, float[][] vectors, float[][] queries)
      throws IOException {
    try (Directory directory = FSDirectory.open(index);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      double sum = 0;
      for (float[] query : queries) {
        double tenth = tenthBest(distinct, query);
        long expected = count(vectors, query, tenth);
        List<Integer> found = search(reader, nearest(query, (int) expected + 60), (int) expected);
        long right =
            found.stream()
                .filter(id -> VectorIndexFixture.dot(vectors[id], query) >= tenth - 1e-6)
                .count();
        sum += (double) right / expected;
      }
      return sum / queries.length;
    }
  }

  private static double tenthBest(float[][] distinct, float[] query) {
    return IntStream.range(0, distinct.length)
        .mapToDouble(i -> -VectorIndexFixture.dot(distinct[i], query))
        .sorted()
        .skip(9)
        .map(score -> -score)
        .findFirst()
        .orElseThrow();
  }

  private static long count(float[][] vectors, float[] query, double atLeast) {
    return IntStream.range(0, vectors.length)
        .filter(i -> VectorIndexFixture.dot(vectors[i], query) >= atLeast)
        .count();
  }

  @Test
  void appliesFiltersToDocumentsRatherThanToVectors() throws IOException {
    float[][] distinct = randomUnitVectors(9, 1000, DIMENSION);
    float[][] vectors = withCopies(distinct);
    index(folder, format(), vectors);

    try (Directory directory = FSDirectory.open(folder);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      for (int every : new int[] {2, 3, 20}) {
        // Odd documents are copies of even ones; a filter may let either of them pass.
        IntStream accepted = IntStream.range(0, vectors.length).filter(id -> id % every == 1);
        List<Integer> ids = accepted.boxed().toList();
        KnnFloatVectorQuery query =
            new KnnFloatVectorQuery(
                FIELD, distinct[42], 10, IdFilter.of(ids), new KnnSearchStrategy.Hnsw(60));
        List<Integer> found = search(reader, query, 10);
        Set<Integer> expected =
            closest(vectors, ids.stream().mapToInt(Integer::intValue), distinct[42], 10);
        assertThat(VectorIndexFixture.recall(found, expected))
            .as("every " + every)
            .isGreaterThanOrEqualTo(0.9);
        assertThat(ids).containsAll(found);
      }
    }
  }

  @Test
  void searchesManySegmentsWhichShareVectors() throws IOException {
    float[][] vectors = withCopies(randomUnitVectors(10, 600, DIMENSION));
    try (Directory directory = FSDirectory.open(folder);
        IndexWriter writer = new IndexWriter(directory, unmerged(format()))) {
      for (int id = 0; id < vectors.length; id++) {
        writer.addDocument(document(id, vectors[id]));
        if (id % 301 == 300) {
          writer.flush();
        }
      }
      writer.commit();
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        assertThat(reader.leaves()).hasSizeGreaterThan(3);
        double sum = 0;
        for (float[] query : randomUnitVectors(11, 50, DIMENSION)) {
          Set<Integer> expected = closest(vectors, IntStream.range(0, 1200), query, 20);
          sum += VectorIndexFixture.recall(search(reader, nearest(query, 20), 20), expected);
        }
        assertThat(sum / 50).isGreaterThan(0.95);
      }
    }
  }

  @Test
  void scoresDocumentsOneByOneAsTheGraphDoes() throws IOException {
    float[][] vectors = withCopies(randomUnitVectors(12, 200, DIMENSION));
    index(folder, format(), vectors);
    float[] query = randomUnitVectors(13, 1, DIMENSION)[0];

    try (Directory directory = FSDirectory.open(folder);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      VectorScorer scorer = onlyLeaf(reader).getFloatVectorValues(FIELD).scorer(query);
      DocIdSetIterator documents = scorer.iterator();
      for (int doc = 0; doc < vectors.length; doc++) {
        assertThat(documents.nextDoc()).isEqualTo(doc);
        double expected = (1 + VectorIndexFixture.dot(vectors[doc], query)) / 2;
        assertThat((double) scorer.score()).isCloseTo(expected, within(1e-6));
      }
    }
  }

  @Test
  void storesLongVectors() throws IOException {
    float[][] vectors = withCopies(randomUnitVectors(14, 30, 2000));
    index(folder, format(), vectors);

    try (Directory directory = FSDirectory.open(folder);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      assertThat(search(reader, nearest(vectors[4], 2), 2)).containsExactlyInAnyOrder(4, 5);
      assertClean(directory);
    }
  }

  @Test
  void refusesByteVectors() throws IOException {
    Document document = new Document();
    document.add(new KnnByteVectorField(FIELD, new byte[] {1, 2}));

    try (Directory directory = FSDirectory.open(folder);
        IndexWriter writer = new IndexWriter(directory, unmerged(format()))) {
      assertThatThrownBy(() -> writer.addDocument(document))
          .isInstanceOf(SemblanceException.class)
          .hasMessageContaining("store the byte vectors of field 'vector' in another format");
    }
  }

  @Test
  void takesSeveralFieldsWithDifferentCopies() throws IOException {
    float[][] vectors = randomUnitVectors(15, 100, DIMENSION);
    try (Directory directory = FSDirectory.open(folder);
        IndexWriter writer = new IndexWriter(directory, unmerged(format()))) {
      for (int id = 0; id < 100; id++) {
        Document document = document(id, vectors[id]);
        document.add(new KnnFloatVectorField("other", vectors[id / 10]));
        writer.addDocument(document);
      }
      writer.commit();
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        List<Integer> found = search(reader, new KnnFloatVectorQuery("other", vectors[3], 10), 10);
        assertThat(found).containsExactlyInAnyOrderElementsOf(ids(30, 40));
        assertThat(search(reader, nearest(vectors[3], 1), 1)).containsExactly(3);
      }
    }
    try (Directory directory = FSDirectory.open(folder)) {
      assertClean(directory);
    }
  }

  private static List<Integer> ids(int from, int to) {
    return new ArrayList<>(IntStream.range(from, to).boxed().toList());
  }

  private static LeafReader onlyLeaf(DirectoryReader reader) {
    assertThat(reader.leaves()).hasSize(1);
    return reader.leaves().get(0).reader();
  }
}
