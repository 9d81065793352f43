package io.semblance.index.lucene;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.DocsWithFieldSet;
import org.apache.lucene.index.Sorter;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.ArrayUtil;

/**
 * Which document has which vector, as it is gathered before it is written: documents in order, each
 * with the ordinal of its vector among the unique ones. Not safe for many threads.
 */
final class VectorOwners {
  private final DocsWithFieldSet documents = new DocsWithFieldSet();
  private int[] vectors = new int[16];
  private int size;
  private int lastDocument = -1;

  /** Says that {@code vector} belongs to {@code document}, which comes after all before it. */
  void add(int document, int vector) {
    documents.add(document);
    vectors = ArrayUtil.grow(vectors, size + 1);
    vectors[size++] = vector;
    lastDocument = document;
  }

  /**
   * Gathers the documents of a whole segment.
   *
   * @param vectorOf for each document the ordinal of its vector, negative when it has none
   */
  static VectorOwners of(int[] vectorOf) {
    VectorOwners owners = new VectorOwners();
    for (int document = 0; document < vectorOf.length; document++) {
      if (vectorOf[document] >= 0) {
        owners.add(document, vectorOf[document]);
      }
    }
    return owners;
  }

  int lastDocument() {
    return lastDocument;
  }

  int size() {
    return size;
  }

  DocsWithFieldSet documents() {
    return documents;
  }

  /** Ordinal of the vector of the {@code index}-th document that has one. */
  int vector(int index) {
    return vectors[index];
  }

  /** Whether the n-th document has the n-th vector, for all of them. */
  boolean isIdentity(int uniqueVectors) {
    if (size != uniqueVectors) {
      return false;
    }
    for (int i = 0; i < size; i++) {
      if (vectors[i] != i) {
        return false;
      }
    }
    return true;
  }

  /** Where the copies of each vector begin in {@link #copies}; one element more than vectors. */
  int[] starts(int uniqueVectors) {
    int[] starts = new int[uniqueVectors + 1];
    for (int i = 0; i < size; i++) {
      starts[vectors[i] + 1]++;
    }
    for (int vector = 0; vector < uniqueVectors; vector++) {
      starts[vector + 1] += starts[vector];
    }
    return starts;
  }

  /** Indexes of the documents, those of one vector after those of another, ascending in each. */
  int[] copies(int[] starts) {
    int[] next = Arrays.copyOf(starts, starts.length);
    int[] copies = new int[size];
    for (int i = 0; i < size; i++) {
      copies[next[vectors[i]]++] = i;
    }
    return copies;
  }

  /** The same in the order that a sorted segment has. */
  VectorOwners sorted(Sorter.DocMap order) throws IOException {
    int[] vectorOf = new int[order.size()];
    Arrays.fill(vectorOf, HashedOrdinals.NONE);
    DocIdSetIterator iterator = documents.iterator();
    for (int i = 0; i < size; i++) {
      vectorOf[order.oldToNew(iterator.nextDoc())] = vectors[i];
    }
    return of(vectorOf);
  }

  long ramBytesUsed() {
    return documents.ramBytesUsed() + 4L * vectors.length;
  }
}
