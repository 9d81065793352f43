package io.semblance.index.lucene;

import static io.semblance.index.lucene.VectorIndexFixture.FIELD;
import static io.semblance.index.lucene.VectorIndexFixture.assertClean;
import static io.semblance.index.lucene.VectorIndexFixture.closest;
import static io.semblance.index.lucene.VectorIndexFixture.config;
import static io.semblance.index.lucene.VectorIndexFixture.document;
import static io.semblance.index.lucene.VectorIndexFixture.randomUnitVectors;
import static io.semblance.index.lucene.VectorIndexFixture.recall;
import static io.semblance.index.lucene.VectorIndexFixture.search;
import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.index.HnswParameters;
import io.semblance.index.VectorPrecision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.FullPrecisionFloatVectorSimilarityValuesSource;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.RescoreTopNQuery;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VectorFormatsTest {
  private static final int DIMENSION = 128;
  private static final int DISTINCT = 1500;

  /** Bytes that are searched, as a share of the full vectors: a value and 16 bytes a vector. */
  private static final Map<VectorPrecision, Double> SEARCHED =
      new EnumMap<>(
          Map.of(
              VectorPrecision.INT8, (128 + 16) / 512.0,
              VectorPrecision.INT4, (64 + 16) / 512.0,
              VectorPrecision.BIT1, (16 + 16) / 512.0));

  @TempDir Path folder;

  /** Every vector twice, over several segments, some deleted, then merged. */
  private static void write(Directory directory, VectorPrecision precision, float[][] vectors)
      throws IOException {
    try (IndexWriter writer =
        new IndexWriter(directory, config(VectorFormats.of(HnswParameters.DEFAULT, precision)))) {
      for (int id = 0; id < 2 * DISTINCT; id++) {
        writer.addDocument(document(id, vectors[id % DISTINCT]));
        if (id % 1000 == 999) {
          writer.flush();
        }
      }
      writer.commit();
      writer.deleteDocuments(new Term(VectorIndexFixture.ID, "5"));
      writer.forceMerge(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void findsByEveryPrecisionOnceRescored(VectorPrecision precision) throws IOException {
    float[][] vectors = randomUnitVectors(1, DISTINCT, DIMENSION);
    try (Directory directory = FSDirectory.open(folder)) {
      write(directory, precision, vectors);
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        assertThat(search(reader, rescored(vectors[5], 200, 1), 1)).containsExactly(DISTINCT + 5);
        double sum = 0;
        for (float[] query : randomUnitVectors(2, 40, DIMENSION)) {
          sum += recall(search(reader, rescored(query, 300, 20), 20), twice(vectors, query));
        }
        assertThat(sum / 40).isGreaterThan(precision == VectorPrecision.BIT1 ? 0.8 : 0.95);
      }
      assertClean(directory);
    }
  }

  private static Query rescored(float[] vector, int candidates, int k) {
    return new RescoreTopNQuery(
        new KnnFloatVectorQuery(FIELD, vector, candidates),
        new FullPrecisionFloatVectorSimilarityValuesSource(
            vector, FIELD, VectorSimilarityFunction.DOT_PRODUCT),
        k);
  }

  private static Set<Integer> twice(float[][] vectors, float[] query) {
    Set<Integer> expected =
        closest(vectors, IntStream.range(0, DISTINCT).filter(id -> id != 5), query, 10);
    expected.addAll(expected.stream().map(id -> id + DISTINCT).toList());
    return expected;
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FLOAT32")
  void searchesFewerBytesAtLowerPrecision(VectorPrecision precision) throws IOException {
    float[][] vectors = randomUnitVectors(3, DISTINCT, DIMENSION);
    try (Directory directory = FSDirectory.open(folder)) {
      write(directory, precision, vectors);
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        Map<String, Long> sizes = sizes(reader);
        assertThat(sizes).containsKeys("vec", "veq", "vex", "uvd");
        assertThat(sizes.get("vec")).isEqualTo(4L * DIMENSION * DISTINCT);
        double share = (double) sizes.get("veq") / sizes.get("vec");
        assertThat(share)
            .isLessThan(0.3)
            .isBetween(0.9 * SEARCHED.get(precision), 1.1 * SEARCHED.get(precision));
      }
    }
  }

  private static Map<String, Long> sizes(DirectoryReader reader) {
    LeafReaderContext leaf = reader.leaves().get(0);
    return ((CodecReader) leaf.reader())
        .getVectorReader()
        .getOffHeapByteSize(leaf.reader().getFieldInfos().fieldInfo(FIELD));
  }
}
