package io.semblance.index.lucene;

import java.io.IOException;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.FilteredDocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * The vectors that at least one accepted document has. Narrow filters are turned into a bit set
 * document by document; for wide ones a vector's documents are looked at when it is asked for, of
 * which the first is mostly accepted. One thread at a time.
 */
final class AcceptedVectors extends AcceptDocs {
  private static final int NARROW = 4;

  private final DocumentMapping mapping;
  private final AcceptDocs documents;
  private @Nullable Bits vectors;
  private int cost;

  AcceptedVectors(DocumentMapping mapping, AcceptDocs documents) {
    this.mapping = mapping;
    this.documents = documents;
  }

  /** Accepts every vector. */
  static AcceptDocs all(DocumentMapping mapping) {
    return AcceptDocs.fromLiveDocs(null, mapping.uniqueVectors());
  }

  @Override
  public Bits bits() throws IOException {
    Bits known = vectors;
    if (known == null) {
      known = compute();
      vectors = known;
    }
    return known;
  }

  private Bits compute() throws IOException {
    int accepted = documents.cost();
    if (!mapping.isIdentity() && accepted < mapping.documents() / NARROW) {
      FixedBitSet set = collect();
      cost = set.cardinality();
      return set;
    }
    cost = Math.min(accepted, mapping.uniqueVectors());
    return new Looked(mapping, documents.bits());
  }

  private FixedBitSet collect() throws IOException {
    FixedBitSet set = new FixedBitSet(mapping.uniqueVectors());
    DocIdSetIterator accepted = documents.iterator();
    mapping.forEachVectorOf(accepted, (document, vector) -> set.set(vector));
    return set;
  }

  @Override
  public DocIdSetIterator iterator() throws IOException {
    Bits accepted = bits();
    return new FilteredDocIdSetIterator(DocIdSetIterator.all(mapping.uniqueVectors())) {
      @Override
      protected boolean match(int vector) {
        return accepted.get(vector);
      }
    };
  }

  @Override
  public int cost() throws IOException {
    bits();
    return cost;
  }

  /** Asks for the documents of a vector one after the other. */
  private record Looked(DocumentMapping mapping, Bits documents) implements Bits {
    @Override
    public boolean get(int vector) {
      for (int at = mapping.firstCopy(vector), end = mapping.endOfCopies(vector); at < end; at++) {
        if (documents.get(mapping.documentOf(mapping.copy(at)))) {
          return true;
        }
      }
      return false;
    }

    @Override
    public int length() {
      return mapping.uniqueVectors();
    }
  }
}
