package io.semblance.index.lucene;

import static io.semblance.index.lucene.VectorIndexFixture.FIELD;
import static io.semblance.index.lucene.VectorIndexFixture.document;
import static io.semblance.index.lucene.VectorIndexFixture.index;
import static io.semblance.index.lucene.VectorIndexFixture.randomUnitVectors;
import static io.semblance.index.lucene.VectorIndexFixture.unmerged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.vectors.Similarity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.store.NIOFSDirectory;
import org.apache.lucene.util.FixedBitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VectorScanTest {
  private static final int DIMENSION = 37;
  private static final int DISTINCT = 3000;

  @TempDir Path folder;

  private final float[] query = randomUnitVectors(9, 1, DIMENSION)[0];

  private static Map<Integer, Float> scan(LeafReader leaf, float[] query, AcceptDocs accepted)
      throws IOException {
    Map<Integer, Float> hits = new TreeMap<>();
    VectorScan.scan(
        leaf,
        FIELD,
        query,
        accepted,
        (document, similarity) -> assertThat(hits.put(document, similarity)).isNull());
    return hits;
  }

  private static AcceptDocs all(LeafReader leaf) {
    return AcceptDocs.fromLiveDocs(leaf.getLiveDocs(), leaf.maxDoc());
  }

  /** How an index is stored and read. */
  enum Storage {
    UNIQUE_MAPPED,
    UNIQUE_FROM_FILE,
    /** As files beyond 16 GB are: here blocks of rows lie across two mappings, others in one. */
    UNIQUE_IN_SEVERAL_MAPPINGS,
    PLAIN_MAPPED;

    KnnVectorsFormat format() {
      KnnVectorsFormat graph = UniqueVectorsFormatTest.graph();
      return this == PLAIN_MAPPED ? graph : new UniqueVectorsFormat(graph);
    }

    Directory open(Path folder) throws IOException {
      return switch (this) {
        case UNIQUE_FROM_FILE -> new NIOFSDirectory(folder);
        case UNIQUE_IN_SEVERAL_MAPPINGS -> new MMapDirectory(folder, 1 << 18);
        case UNIQUE_MAPPED, PLAIN_MAPPED -> FSDirectory.open(folder);
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void tellsOfEveryDocumentWithTheSimilarityComputedInDoubles(Storage storage) throws IOException {
    float[][] distinct = randomUnitVectors(1, DISTINCT, DIMENSION);
    float[][] vectors = VectorIndexFixture.concat(distinct, distinct);
    index(folder, storage.format(), vectors);

    try (Directory directory = storage.open(folder);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      LeafReader leaf = reader.leaves().get(0).reader();
      Map<Integer, Float> hits = scan(leaf, query, all(leaf));
      assertThat(hits).hasSize(2 * DISTINCT);
      hits.forEach(
          (document, similarity) ->
              assertThat((double) similarity)
                  .isCloseTo(VectorIndexFixture.dot(vectors[document], query), within(1e-6)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void tellsOnlyOfAcceptedDocuments(Storage storage) throws IOException {
    float[][] distinct = randomUnitVectors(2, DISTINCT, DIMENSION);
    index(folder, storage.format(), VectorIndexFixture.concat(distinct, distinct));

    try (Directory directory = storage.open(folder);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      LeafReader leaf = reader.leaves().get(0).reader();
      Map<Integer, Float> everything = scan(leaf, query, all(leaf));
      for (int every : new int[] {2, 100}) {
        FixedBitSet accepted = new FixedBitSet(leaf.maxDoc());
        for (int document = 1; document < leaf.maxDoc(); document += every) {
          accepted.set(document);
        }
        Map<Integer, Float> expected = new TreeMap<>(everything);
        expected.keySet().removeIf(document -> !accepted.get(document));
        assertThat(scan(leaf, query, AcceptDocs.fromLiveDocs(accepted, leaf.maxDoc())))
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void comparesEachDifferentVectorOnceAndOnlyThoseOfANarrowFilter() throws IOException {
    float[][] distinct = randomUnitVectors(3, DISTINCT, DIMENSION);
    index(
        folder,
        new UniqueVectorsFormat(UniqueVectorsFormatTest.graph()),
        VectorIndexFixture.concat(distinct, distinct));

    try (Directory directory = FSDirectory.open(folder);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      LeafReader leaf = reader.leaves().get(0).reader();
      assertThat(VectorScan.scan(leaf, FIELD, query, all(leaf), (document, similarity) -> {}))
          .isEqualTo(DISTINCT);
      FixedBitSet few = new FixedBitSet(leaf.maxDoc());
      few.set(17);
      few.set(4711);
      AcceptDocs accepted = AcceptDocs.fromLiveDocs(few, leaf.maxDoc());
      assertThat(VectorScan.scan(leaf, FIELD, query, accepted, (document, similarity) -> {}))
          .isEqualTo(2);
      assertThat(VectorScan.scan(leaf, "none", query, accepted, (document, similarity) -> {}))
          .isZero();
    }
  }

  @Test
  void readsTheMappedFileInPlace() throws IOException {
    index(folder, new UniqueVectorsFormat(), randomUnitVectors(4, 100, DIMENSION));

    try (Directory directory = FSDirectory.open(folder);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      LeafReader leaf = reader.leaves().get(0).reader();
      DocumentVectorValues values = (DocumentVectorValues) leaf.getFloatVectorValues(FIELD);
      VectorRows rows = new VectorRows(values.unique(), Similarity.DOT_PRODUCT, query);
      assertThat(rows.isInPlace()).isTrue();
    }
  }

  @Test
  void leavesOutWhatTheConsumerDoesNotWant() throws IOException {
    float[][] vectors = randomUnitVectors(5, 1000, DIMENSION);
    index(folder, new UniqueVectorsFormat(), vectors);
    List<Float> taken = new ArrayList<>();
    VectorScan.HitConsumer onlyBetter =
        new VectorScan.HitConsumer() {
          @Override
          public void accept(int document, float similarity) {
            taken.add(similarity);
          }

          @Override
          public float atLeast() {
            return taken.isEmpty() ? 0.1f : taken.get(taken.size() - 1);
          }
        };

    try (Directory directory = FSDirectory.open(folder);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      LeafReader leaf = reader.leaves().get(0).reader();
      VectorScan.scan(leaf, FIELD, query, all(leaf), onlyBetter);
      assertThat(taken).isSorted().hasSizeBetween(2, 30);
      float best = (float) max(vectors);
      assertThat(taken.get(taken.size() - 1)).isCloseTo(best, within(1e-6f));
    }
  }

  private double max(float[][] vectors) {
    double max = -1;
    for (float[] vector : vectors) {
      max = Math.max(max, VectorIndexFixture.dot(vector, query));
    }
    return max;
  }

  /** Worked by hand: (3, 4) against (6, 8) and (0, 0). */
  @ParameterizedTest
  @EnumSource
  void givesTheRawSimilarityOfEveryFunction(VectorSimilarityFunction function) throws IOException {
    try (Directory directory = FSDirectory.open(folder);
        IndexWriter writer = new IndexWriter(directory, unmerged(new UniqueVectorsFormat()))) {
      Document document = new Document();
      document.add(new KnnFloatVectorField(FIELD, new float[] {3, 4}, function));
      writer.addDocument(document);
      writer.commit();
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        LeafReader leaf = reader.leaves().get(0).reader();
        float expected =
            switch (function) {
              case COSINE -> 1;
              case EUCLIDEAN -> -5;
              case DOT_PRODUCT, MAXIMUM_INNER_PRODUCT -> 50;
            };
        assertThat(scan(leaf, new float[] {6, 8}, all(leaf)).get(0))
            .isCloseTo(expected, within(1e-6f));
        assertThat(leaf.getFloatVectorValues(FIELD).scorer(new float[] {6, 8}))
            .satisfies(
                scorer -> {
                  assertThat(scorer.iterator().nextDoc()).isZero();
                  assertThat(scorer.score())
                      .isCloseTo(
                          function.compare(new float[] {3, 4}, new float[] {6, 8}), within(1e-6f));
                });
      }
    }
  }

  @Test
  void refusesAQueryOfAnotherDimension() throws IOException {
    index(folder, new UniqueVectorsFormat(), randomUnitVectors(6, 10, DIMENSION));

    try (Directory directory = FSDirectory.open(folder);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      LeafReader leaf = reader.leaves().get(0).reader();
      assertThatThrownBy(() -> scan(leaf, new float[3], all(leaf)))
          .hasMessage("dimension mismatch: field has 37, query has 3");
    }
  }
}
