package io.semblance.index.search;

import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSet;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/** Which documents of a segment may be found: those that live and pass a filter. */
final class AcceptedDocuments {
  private final @Nullable Bits live;
  private final BitSet passed;

  private AcceptedDocuments(@Nullable Bits live, BitSet passed) {
    this.live = live;
    this.passed = passed;
  }

  static AcceptedDocuments of(IndexSearcher searcher, LeafReaderContext leaf, Query filter)
      throws IOException {
    int maxDoc = leaf.reader().maxDoc();
    Weight weight =
        searcher.createWeight(searcher.rewrite(filter), ScoreMode.COMPLETE_NO_SCORES, 1);
    Scorer scorer = weight.scorer(leaf);
    BitSet passed = scorer == null ? new FixedBitSet(maxDoc) : BitSet.of(scorer.iterator(), maxDoc);
    return new AcceptedDocuments(leaf.reader().getLiveDocs(), passed);
  }

  boolean accepts(int document) {
    return passed.get(document) && (live == null || live.get(document));
  }

  /** The first accepted document from a number on, or {@link DocIdSetIterator#NO_MORE_DOCS}. */
  int next(int from) {
    for (int document = from; document < passed.length(); document++) {
      document = passed.nextSetBit(document);
      if (document == DocIdSetIterator.NO_MORE_DOCS || accepts(document)) {
        return document;
      }
    }
    return DocIdSetIterator.NO_MORE_DOCS;
  }
}
