package io.semblance.index.lucene;

import java.io.IOException;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.SparseFixedBitSet;
import org.apache.lucene.util.hnsw.FloatHeap;
import org.jspecify.annotations.Nullable;

/**
 * Takes the vectors that a search of the delegate finds and gives their accepted documents to the
 * collector of the search. It holds the k best scores of different vectors itself and keeps the
 * search as wide as they ask for: else the copies of one vector would fill the collector and end
 * the walk before anything behind them is reached. One thread at a time.
 */
final class DocumentCollector extends KnnCollector.Decorator {
  private final DocumentMapping mapping;
  private final @Nullable Bits accepted;
  private final FloatHeap bestVectors;
  private final int k;
  private final KnnSearchStrategy strategy;

  private DocumentCollector(
      KnnCollector documents,
      DocumentMapping mapping,
      @Nullable Bits accepted,
      KnnSearchStrategy strategy) {
    super(documents);
    this.mapping = mapping;
    this.accepted = accepted;
    this.k = Math.max(1, Math.min(documents.k(), mapping.uniqueVectors()));
    this.bestVectors = new FloatHeap(k);
    this.strategy = strategy;
  }

  static DocumentCollector of(
      KnnCollector documents, DocumentMapping mapping, @Nullable Bits accepted) throws IOException {
    KnnSearchStrategy strategy = strategy(documents.getSearchStrategy(), mapping);
    return new DocumentCollector(documents, mapping, accepted, strategy);
  }

  /** Entry points are given as indexes of documents; the delegate's graph has vectors. */
  private static KnnSearchStrategy strategy(KnnSearchStrategy asked, DocumentMapping mapping)
      throws IOException {
    if (mapping.isIdentity() || !(asked instanceof KnnSearchStrategy.Seeded seeded)) {
      return asked;
    }
    SparseFixedBitSet vectors = new SparseFixedBitSet(Math.max(1, mapping.uniqueVectors()));
    DocIdSetIterator indexes = seeded.entryPoints();
    for (int i = 0; i < seeded.numberOfEntryPoints(); i++) {
      vectors.set(mapping.vectorOf(indexes.nextDoc()));
    }
    int count = vectors.cardinality();
    return new KnnSearchStrategy.Seeded(
        new BitSetIterator(vectors, count), count, seeded.originalStrategy());
  }

  @Override
  public boolean collect(int vector, float score) {
    return mapping.isIdentity()
        ? collector.collect(mapping.documentOf(vector), score)
        : collectCopies(vector, score);
  }

  private boolean collectCopies(int vector, float score) {
    boolean competitive = bestVectors.offer(score);
    for (int at = mapping.firstCopy(vector), end = mapping.endOfCopies(vector); at < end; at++) {
      int document = mapping.documentOf(mapping.copy(at));
      if (accepted == null || accepted.get(document)) {
        if (collector.collect(document, score)) {
          competitive = true;
        } else if (collector.minCompetitiveSimilarity() >= score) {
          // The collector is full of documents as close as this; no further copy can enter.
          return competitive;
        }
      }
    }
    return competitive;
  }

  @Override
  public float minCompetitiveSimilarity() {
    float documents = collector.minCompetitiveSimilarity();
    if (mapping.isIdentity()) {
      return documents;
    }
    return bestVectors.size() < k
        ? Float.NEGATIVE_INFINITY
        : Math.min(documents, bestVectors.peek());
  }

  @Override
  public KnnSearchStrategy getSearchStrategy() {
    return strategy;
  }
}
