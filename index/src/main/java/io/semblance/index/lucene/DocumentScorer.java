package io.semblance.index.lucene;

import java.io.IOException;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.search.VectorScorer;

/**
 * Scores documents by their full vectors, as Lucene scores them.
 *
 * @param iterator stands on the document that is scored
 */
record DocumentScorer(
    DocIndexIterator iterator, DocumentMapping mapping, VectorRows rows, FieldSimilarity similarity)
    implements VectorScorer {
  @Override
  public float score() throws IOException {
    return similarity.toLuceneScore(rows.score(mapping.vectorOf(iterator.index())));
  }
}
