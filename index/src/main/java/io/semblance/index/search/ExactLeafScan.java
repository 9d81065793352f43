package io.semblance.index.search;

import io.semblance.index.block.BlockLayout;
import io.semblance.index.block.VectorFunction;
import io.semblance.vectors.TopK;
import java.io.IOException;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.util.BitSet;

/** Compares all vectors of a segment. */
final class ExactLeafScan {
  private final LeafReaderContext leaf;
  private final BitSet ends;
  private final AcceptedDocuments accepted;
  private final VectorFunction function;
  private final float[] query;

  ExactLeafScan(
      LeafReaderContext leaf,
      BitSet ends,
      AcceptedDocuments accepted,
      VectorFunction function,
      float[] query) {
    this.leaf = leaf;
    this.ends = ends;
    this.accepted = accepted;
    this.function = function;
    this.query = query;
  }

  /** Offers each accepted document with the similarity of its closest passage. */
  void into(TopK best) throws IOException {
    FloatVectorValues vectors = leaf.reader().getFloatVectorValues(BlockLayout.VECTOR);
    if (vectors == null) {
      return;
    }
    VectorScorer scorer = vectors.rescorer(query);
    DocIdSetIterator passages = scorer.iterator();
    int document = -1;
    float closest = Float.NEGATIVE_INFINITY;
    for (int passage = passages.nextDoc();
        passage != DocIdSetIterator.NO_MORE_DOCS;
        passage = passages.nextDoc()) {
      if (passage > document) {
        offer(best, document, closest);
        document = ends.nextSetBit(passage);
        closest = Float.NEGATIVE_INFINITY;
        if (!accepted.accepts(document)) {
          continue;
        }
      } else if (!accepted.accepts(document)) {
        continue;
      }
      closest = Math.max(closest, scorer.score());
    }
    offer(best, document, closest);
  }

  private void offer(TopK best, int document, float closest) {
    if (closest != Float.NEGATIVE_INFINITY) {
      best.offer(leaf.docBase + document, (float) function.similarity(closest));
    }
  }
}
