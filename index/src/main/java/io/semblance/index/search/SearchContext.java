package io.semblance.index.search;

import io.semblance.index.CollectionManifest;
import io.semblance.index.CollectionSchema;
import io.semblance.index.block.BlockLayout;
import io.semblance.index.block.VectorFunction;
import java.io.IOException;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.join.BitSetProducer;
import org.jspecify.annotations.Nullable;

/**
 * What one search works on.
 *
 * @param query prepared vector, or null in a search by words
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SearchContext(
    IndexSearcher searcher,
    BitSetProducer blockEnds,
    CollectionManifest manifest,
    VectorFunction function,
    Analyzer analyzer,
    float @Nullable [] query) {
  IndexReader reader() {
    return searcher.getIndexReader();
  }

  CollectionSchema schema() {
    return manifest.schema();
  }

  /** How many documents the view has. */
  int documents() throws IOException {
    return searcher.count(BlockLayout.documents());
  }

  /** How many vectors the view has, those of deleted documents included. */
  long vectors() throws IOException {
    long vectors = 0;
    for (LeafReaderContext leaf : reader().leaves()) {
      FloatVectorValues values = leaf.reader().getFloatVectorValues(BlockLayout.VECTOR);
      vectors += values == null ? 0 : values.size();
    }
    return vectors;
  }
}
