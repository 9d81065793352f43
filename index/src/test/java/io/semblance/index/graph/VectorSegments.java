package io.semblance.index.graph;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.IntField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;

/** Indexes of vectors for tests, and what is to be found in them. */
final class VectorSegments {
  static final String FIELD = "v";
  static final String ROW = "row";

  private VectorSegments() {}

  /** Writes rows into one segment; row numbers are kept in the field {@value #ROW}. */
  static void write(
      Directory directory,
      KnnVectorsFormat format,
      float[][] rows,
      VectorSimilarityFunction function)
      throws IOException {
    try (IndexWriter writer = new IndexWriter(directory, config(format))) {
      add(writer, rows, 0, rows.length, function);
    }
  }

  static void add(
      IndexWriter writer, float[][] rows, int from, int to, VectorSimilarityFunction function)
      throws IOException {
    for (int row = from; row < to; row++) {
      Document document = new Document();
      document.add(new KnnFloatVectorField(FIELD, rows[row], function));
      document.add(new IntField(ROW, row, Field.Store.YES));
      document.add(new NumericDocValuesField("order", row * 2654435761L % 1_000_003));
      writer.addDocument(document);
    }
  }

  static IndexWriterConfig config(KnnVectorsFormat format) {
    return new IndexWriterConfig()
        .setUseCompoundFile(false)
        .setRAMBufferSizeMB(512)
        .setMergePolicy(NoMergePolicy.INSTANCE)
        .setCodec(
            new Lucene104Codec() {
              @Override
              public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                return format;
              }
            });
  }

  /** Rows found, closest first. */
  static int[] search(DirectoryReader reader, float[] query, int k, int ef, @Nullable Query filter)
      throws IOException {
    KnnFloatVectorQuery knn =
        new KnnFloatVectorQuery(FIELD, query, ef, filter, new KnnSearchStrategy.Hnsw(60));
    ScoreDoc[] hits = new IndexSearcher(reader).search(knn, k).scoreDocs;
    StoredFields stored = reader.storedFields();
    int[] rows = new int[hits.length];
    for (int i = 0; i < hits.length; i++) {
      rows[i] = stored.document(hits[i].doc).getField(ROW).numericValue().intValue();
    }
    return rows;
  }

  /**
   * Mean share of the k closest rows that a search finds.
   *
   * @param candidates rows that pass the filter
   */
  static double recall(
      DirectoryReader reader,
      float[][] rows,
      float[][] queries,
      VectorSimilarityFunction function,
      int ef,
      int[] candidates,
      @Nullable Query filter)
      throws IOException {
    int k = Math.min(10, candidates.length);
    double found = 0;
    for (float[] query : queries) {
      double[] scores =
          Arrays.stream(candidates)
              .mapToDouble(row -> function.compare(query, rows[row]))
              .toArray();
      double[] sorted = scores.clone();
      Arrays.sort(sorted);
      double least = sorted[sorted.length - k];
      found +=
          Arrays.stream(search(reader, query, k, ef, filter))
              .filter(row -> function.compare(query, rows[row]) >= least - 1e-6)
              .count();
    }
    return found / (k * queries.length);
  }

  static int[] all(float[][] rows) {
    return IntStream.range(0, rows.length).toArray();
  }

  /** Unit vectors around cluster centres that lie far apart. */
  static float[][] clustered(long seed, int count, int dimension, int clusters) {
    Random centres = new Random(42);
    float[][] centre = new float[clusters][];
    Arrays.setAll(centre, i -> gaussian(centres, dimension));
    Random random = new Random(seed);
    float[][] rows = new float[count][];
    for (int row = 0; row < count; row++) {
      float[] noise = gaussian(random, dimension);
      float[] middle = centre[random.nextInt(clusters)];
      rows[row] = new float[dimension];
      for (int i = 0; i < dimension; i++) {
        rows[row][i] = middle[i] + 0.4f * noise[i];
      }
      normalize(rows[row]);
    }
    return rows;
  }

  static float[][] random(long seed, int count, int dimension) {
    Random random = new Random(seed);
    float[][] rows = new float[count][];
    Arrays.setAll(rows, i -> gaussian(random, dimension));
    return rows;
  }

  private static float[] gaussian(Random random, int dimension) {
    float[] row = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      row[i] = (float) random.nextGaussian();
    }
    return row;
  }

  static void normalize(float[] row) {
    double norm = 0;
    for (float value : row) {
      norm += (double) value * value;
    }
    for (int i = 0; i < row.length; i++) {
      row[i] /= (float) Math.sqrt(norm);
    }
  }
}
