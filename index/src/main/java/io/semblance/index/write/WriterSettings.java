package io.semblance.index.write;

import io.semblance.index.CollectionManifest;
import io.semblance.index.HnswParameters;
import io.semblance.index.block.TextAnalysis;
import io.semblance.index.life.MergeWatch;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.TieredMergePolicy;

/** How a collection's Lucene index is written. */
public final class WriterSettings {
  /**
   * Documents and graph nodes gathered on the heap before they become a segment, some 10,000
   * vectors of 256 dimensions. More saves no time (merging joins graphs and runs beside the
   * encoder) but makes memory grow with the corpus.
   */
  private static final double RAM_BUFFER_MB = 16;

  private WriterSettings() {}

  /** Settings for one writer. */
  public static IndexWriterConfig of(CollectionManifest manifest) {
    HnswParameters hnsw = manifest.schema().hnsw();
    IndexWriterConfig config = new IndexWriterConfig(TextAnalysis.of(manifest.schema().analyzer()));
    config.setRAMBufferSizeMB(RAM_BUFFER_MB);
    config.setUseCompoundFile(false);
    config.setCommitOnClose(false);
    config.setMergePolicy(
        new TieredMergePolicy().setForceMergeDeletesPctAllowed(0)); // asked for, it means all
    config.setMergeScheduler(new MergeWatch());
    config.setCodec(
        new Lucene104Codec() {
          @Override
          public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
            return new Lucene99HnswVectorsFormat(hnsw.m(), hnsw.efConstruction());
          }
        });
    return config;
  }
}
