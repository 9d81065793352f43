package io.semblance.bench.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.apache.lucene.store.MMapDirectory;

/**
 * Lucene as collections use it, one merged segment on disk; the format decides who builds the
 * graph.
 */
final class LucenePeer implements SearchPeer {
  private static final double RAM_BUFFER_MB = 1024;
  private static final int FILTERED_SEARCH_PERCENT = 60;

  private final IntFunction<KnnVectorsFormat> format;
  private final MMapDirectory directory;
  private DirectoryReader reader;
  private IndexSearcher searcher;

  /**
   * @param folder where the index is written
   * @param format makes the vectors' format for a number of threads
   */
  LucenePeer(Path folder, IntFunction<KnnVectorsFormat> format) throws IOException {
    this.format = format;
    this.directory = new MMapDirectory(folder);
    build(new float[][] {{1}}, 1);
  }

  @Override
  public void build(float[][] rows, int threads) throws IOException {
    IndexWriterConfig config = new IndexWriterConfig();
    config.setOpenMode(IndexWriterConfig.OpenMode.CREATE);
    config.setRAMBufferSizeMB(RAM_BUFFER_MB);
    config.setUseCompoundFile(false);
    KnnVectorsFormat chosen = format.apply(threads);
    config.setCodec(
        new Lucene104Codec() {
          @Override
          public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
            return chosen;
          }
        });
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (float[] row : rows) {
        Document document = new Document();
        document.add(new KnnFloatVectorField("v", row, VectorSimilarityFunction.DOT_PRODUCT));
        writer.addDocument(document);
      }
      writer.forceMerge(1);
    }
    if (reader != null) {
      reader.close();
    }
    reader = DirectoryReader.open(directory);
    searcher = new IndexSearcher(reader);
    searcher.setQueryCache(null);
  }

  @Override
  public int[] search(float[] query, int ef) throws IOException {
    KnnFloatVectorQuery knn =
        new KnnFloatVectorQuery(
            "v", query, ef, null, new KnnSearchStrategy.Hnsw(FILTERED_SEARCH_PERCENT));
    ScoreDoc[] hits = searcher.search(knn, TweetVectors.K).scoreDocs;
    return Arrays.stream(hits).mapToInt(hit -> hit.doc).toArray();
  }

  @Override
  public void close() throws IOException {
    reader.close();
    directory.close();
  }
}
