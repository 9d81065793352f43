package io.semblance.index.write;

import io.semblance.index.CollectionManifest;
import io.semblance.index.block.BlockLayout;
import io.semblance.index.block.TextAnalysis;
import io.semblance.index.life.MergeWatch;
import io.semblance.index.lucene.VectorCodec;
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
    IndexWriterConfig config = new IndexWriterConfig(TextAnalysis.of(manifest.schema().analyzer()));
    config.setRAMBufferSizeMB(RAM_BUFFER_MB);
    config.setUseCompoundFile(false);
    config.setCommitOnClose(false);
    config.setMergePolicy(
        new TieredMergePolicy().setForceMergeDeletesPctAllowed(0)); // asked for, it means all
    config.setMergeScheduler(new MergeWatch());
    config.setCodec(
        VectorCodec.of(
            manifest.schema().hnsw(), manifest.schema().precision(), BlockLayout.VECTOR));
    return config;
  }
}
