package io.semblance.index.clusters;

import io.semblance.index.block.BlockLayout;
import java.io.IOException;
import java.util.Comparator;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.BytesRefArray;
import org.apache.lucene.util.Counter;

/**
 * The documents of a view that pass a filter, put in the order of their ids, which merges of
 * segments do not change. Ids are on the heap while they are sorted, then no more.
 */
final class DocumentOrder {
  private final BytesRefArray ids = new BytesRefArray(Counter.newCounter());
  private int[] documents = {};

  private DocumentOrder() {}

  /** Numbers of documents in the view, {@code int[documents]}, by their ids in UTF-8. */
  static int[] byId(IndexSearcher searcher, Query filter) throws IOException {
    DocumentOrder order = new DocumentOrder();
    Query rewritten = searcher.rewrite(new ConstantScoreQuery(filter));
    Weight weight = searcher.createWeight(rewritten, ScoreMode.COMPLETE_NO_SCORES, 1);
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      Scorer scorer = weight.scorer(leaf);
      if (scorer != null) {
        order.add(leaf, scorer.iterator());
      }
    }
    return order.sorted();
  }

  private void add(LeafReaderContext leaf, DocIdSetIterator passing) throws IOException {
    Bits live = leaf.reader().getLiveDocs();
    BinaryDocValues values = leaf.reader().getBinaryDocValues(BlockLayout.ID);
    for (int doc = passing.nextDoc();
        doc != DocIdSetIterator.NO_MORE_DOCS;
        doc = passing.nextDoc()) {
      if (live == null || live.get(doc)) {
        if (values == null || !values.advanceExact(doc)) {
          throw new IllegalStateException("document " + (leaf.docBase + doc) + " has no id");
        }
        documents = ArrayUtil.grow(documents, ids.size() + 1);
        documents[ids.size()] = leaf.docBase + doc;
        ids.append(values.binaryValue());
      }
    }
  }

  private int[] sorted() throws IOException {
    int[] sorted = new int[ids.size()];
    BytesRefArray.IndexedBytesRefIterator walk =
        ids.iterator(ids.sort(Comparator.<BytesRef>naturalOrder(), false));
    for (int i = 0; walk.next() != null; i++) {
      sorted[i] = documents[walk.ord()];
    }
    return sorted;
  }
}
