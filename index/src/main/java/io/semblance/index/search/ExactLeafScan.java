package io.semblance.index.search;

import io.semblance.index.block.BlockLayout;
import io.semblance.index.lucene.VectorScan;
import io.semblance.vectors.TopK;
import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.search.join.ToChildBlockJoinQuery;
import org.apache.lucene.util.BitSet;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/** Compares a vector with all passages of a segment; a document counts as its closest. */
final class ExactLeafScan {
  private final SearchContext context;
  private final LeafReaderContext leaf;
  private final float[] query;
  private final @Nullable Query filter;

  ExactLeafScan(
      SearchContext context, LeafReaderContext leaf, float[] query, @Nullable Query filter) {
    this.context = context;
    this.leaf = leaf;
    this.query = query;
    this.filter = filter;
  }

  /** Offers each document that passes the filter with the similarity of its closest passage. */
  void into(TopK best) throws IOException {
    BitSet ends = context.blockEnds().getBitSet(leaf);
    if (ends == null) {
      return;
    }
    if (BlockLayout.hasSinglePassagesOnly(leaf.reader())) {
      scan(new SinglePassages(best, ends, leaf.docBase));
    } else {
      ClosestPassages closest = new ClosestPassages(ends, leaf.reader().maxDoc());
      scan(closest);
      closest.into(best, leaf.docBase);
    }
  }

  private void scan(VectorScan.HitConsumer hits) throws IOException {
    VectorScan.scan(leaf.reader(), BlockLayout.VECTOR, query, accepted(), hits);
  }

  private AcceptDocs accepted() throws IOException {
    Bits live = leaf.reader().getLiveDocs();
    int maxDoc = leaf.reader().maxDoc();
    if (filter == null) {
      return AcceptDocs.fromLiveDocs(live, maxDoc);
    }
    IndexSearcher searcher = context.searcher();
    Query passages = searcher.rewrite(new ToChildBlockJoinQuery(filter, context.blockEnds()));
    Weight weight = searcher.createWeight(passages, ScoreMode.COMPLETE_NO_SCORES, 1);
    return AcceptDocs.fromIteratorSupplier(
        () -> {
          Scorer scorer = weight.scorer(leaf);
          return scorer == null ? DocIdSetIterator.empty() : scorer.iterator();
        },
        live,
        maxDoc);
  }

  /** Where no document has two passages, each hit is a document's. */
  private record SinglePassages(TopK best, BitSet ends, int docBase)
      implements VectorScan.HitConsumer {
    @Override
    public void accept(int passage, float similarity) {
      best.offer(docBase + ends.nextSetBit(passage), similarity);
    }

    @Override
    public float atLeast() {
      return best.threshold();
    }
  }

  /** The best hit of each document. */
  private static final class ClosestPassages implements VectorScan.HitConsumer {
    private final BitSet ends;
    private final float[] similarities;

    ClosestPassages(BitSet ends, int maxDoc) {
      this.ends = ends;
      this.similarities = new float[maxDoc];
      Arrays.fill(similarities, Float.NEGATIVE_INFINITY);
    }

    @Override
    public void accept(int passage, float similarity) {
      int document = ends.nextSetBit(passage);
      similarities[document] = Math.max(similarities[document], similarity);
    }

    void into(TopK best, int docBase) {
      for (int document = 0; document < similarities.length; document++) {
        if (similarities[document] != Float.NEGATIVE_INFINITY) {
          best.offer(docBase + document, similarities[document]);
        }
      }
    }
  }
}
