package io.semblance.index;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.IndexWriterConfig;

/** How a collection's Lucene index is written. */
final class WriterSettings {
  /**
   * Documents and graph nodes gathered on the heap before they become a segment, some 10,000
   * vectors of 256 dimensions. More saves no time (merging joins graphs and runs beside the
   * encoder) but makes memory grow with the corpus.
   */
  private static final double RAM_BUFFER_MB = 16;

  private WriterSettings() {}

  static IndexWriterConfig of(CollectionManifest manifest) {
    HnswParameters hnsw = manifest.hnsw();
    IndexWriterConfig config = new IndexWriterConfig(analyzer());
    config.setRAMBufferSizeMB(RAM_BUFFER_MB);
    config.setUseCompoundFile(false);
    config.setCommitOnClose(false);
    config.setCodec(
        new Lucene104Codec() {
          @Override
          public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
            return new Lucene99HnswVectorsFormat(hnsw.m(), hnsw.efConstruction());
          }
        });
    return config;
  }

  static Analyzer analyzer() {
    return new EnglishAnalyzer();
  }
}
