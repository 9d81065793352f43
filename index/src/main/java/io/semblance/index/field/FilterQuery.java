package io.semblance.index.field;

import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/**
 * A whole filter as one leaf of a query. Lucene refuses queries of more than 1,024 leaves, and
 * counts several for one condition of ours; filters have their own limit, so what they are made of
 * stays out of Lucene's sight. It also keeps their terms from highlighters.
 */
final class FilterQuery extends Query {
  private final Query filter;

  FilterQuery(Query filter) {
    this.filter = filter;
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost)
      throws IOException {
    Weight weight = searcher.createWeight(rewritten(searcher), ScoreMode.COMPLETE_NO_SCORES, 1);
    return new ConstantScoreWeight(this, boost) {
      @Override
      public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext leaf) throws IOException {
        ScorerSupplier supplier = weight.scorerSupplier(leaf);
        return supplier == null ? null : constant(supplier, score(), mode);
      }

      @Override
      public int count(LeafReaderContext leaf) throws IOException {
        return weight.count(leaf);
      }

      @Override
      public boolean isCacheable(LeafReaderContext leaf) {
        return weight.isCacheable(leaf);
      }
    };
  }

  private Query rewritten(IndexSearcher searcher) throws IOException {
    Query last = filter;
    for (Query next = last.rewrite(searcher); !next.equals(last); next = last.rewrite(searcher)) {
      last = next;
    }
    return last;
  }

  private static ScorerSupplier constant(ScorerSupplier supplier, float score, ScoreMode mode) {
    return new ScorerSupplier() {
      @Override
      public Scorer get(long leadCost) throws IOException {
        Scorer scorer = supplier.get(leadCost);
        TwoPhaseIterator twoPhase = scorer.twoPhaseIterator();
        return twoPhase == null
            ? new ConstantScoreScorer(score, mode, scorer.iterator())
            : new ConstantScoreScorer(score, mode, twoPhase);
      }

      @Override
      public long cost() {
        return supplier.cost();
      }
    };
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public String toString(String field) {
    return "filter(" + filter.toString(field) + ")";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FilterQuery that && filter.equals(that.filter);
  }

  @Override
  public int hashCode() {
    return 31 * classHash() + filter.hashCode();
  }
}
