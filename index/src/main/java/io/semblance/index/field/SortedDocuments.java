package io.semblance.index.field;

import org.apache.lucene.search.DocIdSet;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.RamUsageEstimator;

/** Document numbers in an array, as a set that can be iterated again and again. */
public final class SortedDocuments extends DocIdSet {
  private final int[] documents;

  /**
   * Wraps an array.
   *
   * @param documents strictly ascending; kept, and not to be changed any more
   */
  public SortedDocuments(int[] documents) {
    for (int i = 1; i < documents.length; i++) {
      if (documents[i] <= documents[i - 1]) {
        throw new IllegalArgumentException(
            "document numbers must ascend, got: " + documents[i - 1] + ", " + documents[i]);
      }
    }
    this.documents = documents;
  }

  @Override
  public DocIdSetIterator iterator() {
    return new Walk(documents);
  }

  @Override
  public long ramBytesUsed() {
    return RamUsageEstimator.sizeOf(documents);
  }

  private static final class Walk extends DocIdSetIterator {
    private final int[] documents;
    private int next;
    private int current = -1;

    Walk(int[] documents) {
      this.documents = documents;
    }

    @Override
    public int docID() {
      return current;
    }

    @Override
    public int nextDoc() {
      current = next < documents.length ? documents[next++] : NO_MORE_DOCS;
      return current;
    }

    @Override
    public int advance(int target) {
      do {
        nextDoc();
      } while (current < target);
      return current;
    }

    @Override
    public long cost() {
      return documents.length;
    }
  }
}
