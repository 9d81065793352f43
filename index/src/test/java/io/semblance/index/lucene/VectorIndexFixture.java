package io.semblance.index.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.vectors.Vectors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/** Writes and searches small indexes of random unit vectors. */
final class VectorIndexFixture {
  static final String FIELD = "vector";
  static final String ID = "id";

  private VectorIndexFixture() {}

  static float[][] randomUnitVectors(long seed, int count, int dimension) {
    Random random = new Random(seed);
    float[][] vectors = new float[count][dimension];
    for (float[] vector : vectors) {
      for (int i = 0; i < dimension; i++) {
        vector[i] = (float) random.nextGaussian();
      }
      Vectors.normalizeInPlace(vector);
    }
    return vectors;
  }

  static IndexWriterConfig config(KnnVectorsFormat format) {
    IndexWriterConfig config = new IndexWriterConfig();
    config.setCodec(codec(format));
    config.setUseCompoundFile(false);
    return config;
  }

  /** Segments are as they were flushed or merged by hand. */
  static IndexWriterConfig unmerged(KnnVectorsFormat format) {
    return config(format).setMergePolicy(NoMergePolicy.INSTANCE);
  }

  private static Codec codec(KnnVectorsFormat format) {
    return new Lucene104Codec() {
      @Override
      public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
        return format;
      }
    };
  }

  static Document document(int id, float[] vector) {
    Document document = new Document();
    document.add(new StringField(ID, Integer.toString(id), Field.Store.YES));
    document.add(new KnnFloatVectorField(FIELD, vector, VectorSimilarityFunction.DOT_PRODUCT));
    return document;
  }

  /** One segment with document i having {@code vectors[i]}. */
  static void index(Path folder, KnnVectorsFormat format, float[][] vectors) throws IOException {
    try (Directory directory = FSDirectory.open(folder);
        IndexWriter writer = new IndexWriter(directory, config(format))) {
      for (int id = 0; id < vectors.length; id++) {
        writer.addDocument(document(id, vectors[id]));
      }
      writer.forceMerge(1);
    }
  }

  /** Ids of the hits, best first. */
  static List<Integer> search(DirectoryReader reader, Query query, int count) throws IOException {
    IndexSearcher searcher = new IndexSearcher(reader);
    List<Integer> ids = new ArrayList<>();
    for (ScoreDoc hit : searcher.search(query, count).scoreDocs) {
      ids.add(Integer.valueOf(searcher.storedFields().document(hit.doc).get(ID)));
    }
    return ids;
  }

  /** Ids of the k closest by plain comparison, among those of {@code ids}. */
  static Set<Integer> closest(float[][] vectors, IntStream ids, float[] query, int k) {
    return ids.boxed()
        .sorted(Comparator.comparingDouble((Integer id) -> -dot(vectors[id], query)))
        .limit(k)
        .collect(Collectors.toSet());
  }

  static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  static double recall(List<Integer> found, Set<Integer> expected) {
    return (double) found.stream().filter(expected::contains).count() / expected.size();
  }

  /** Lucene's own check of every file and every value. */
  static void assertClean(Directory directory) throws IOException {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    try (CheckIndex check = new CheckIndex(directory)) {
      check.setInfoStream(new PrintStream(log, true, StandardCharsets.UTF_8));
      assertThat(check.checkIndex().clean).as(log.toString(StandardCharsets.UTF_8)).isTrue();
    }
  }

  static float[][] concat(float[][] a, float[][] b) {
    float[][] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }
}
