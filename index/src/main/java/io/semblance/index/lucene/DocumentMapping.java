package io.semblance.index.lucene;

import java.io.IOException;
import org.apache.lucene.codecs.lucene90.IndexedDISI;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.util.LongValues;
import org.apache.lucene.util.packed.DirectMonotonicReader;
import org.apache.lucene.util.packed.DirectReader;
import org.jspecify.annotations.Nullable;

/**
 * Which document has which vector of a segment, read from the mapped file without a copy.
 *
 * <p>Three numbers: a <em>document</em> of the segment; its <em>index</em> among the documents that
 * have a vector; and the <em>vector</em>'s ordinal among the unique ones. Numbers from the file are
 * checked against their bounds, so that a damaged file gives an exception rather than another
 * document. One thread at a time; opening another is cheap.
 */
final class DocumentMapping {
  private static final LongValues SAME = LongValues.IDENTITY;

  private final FieldMapping field;
  private final IndexInput data;
  private final LongValues documentOfIndex;
  private final LongValues vectorOfIndex;
  private final @Nullable LongValues starts;
  private final LongValues copies;

  private DocumentMapping(
      FieldMapping field,
      IndexInput data,
      LongValues documentOfIndex,
      LongValues vectorOfIndex,
      @Nullable LongValues starts,
      LongValues copies) {
    this.field = field;
    this.data = data;
    this.documentOfIndex = documentOfIndex;
    this.vectorOfIndex = vectorOfIndex;
    this.starts = starts;
    this.copies = copies;
  }

  static DocumentMapping open(FieldMapping field, IndexInput data) throws IOException {
    LongValues documents =
        field.documentSet().isDense() || field.documentSet().isEmpty()
            ? SAME
            : field.documentSet().getDirectMonotonicReader(data);
    FieldMapping.Copies copies = field.copies();
    if (copies == null) {
      return new DocumentMapping(field, data, documents, SAME, null, SAME);
    }
    FieldMapping.Range startsAt = copies.startsAt();
    return new DocumentMapping(
        field,
        data,
        documents,
        packed(copies.vectors(), data),
        DirectMonotonicReader.getInstance(
            copies.starts(), data.randomAccessSlice(startsAt.offset(), startsAt.length())),
        packed(copies.list(), data));
  }

  private static LongValues packed(FieldMapping.Packed values, IndexInput data) throws IOException {
    FieldMapping.Range at = values.at();
    return DirectReader.getInstance(
        data.randomAccessSlice(at.offset(), at.length()), values.bits());
  }

  /** Documents with a vector. */
  int documents() {
    return field.documents();
  }

  int uniqueVectors() {
    return field.uniqueVectors();
  }

  /** Whether the n-th document has the n-th vector, for all of them. */
  boolean isIdentity() {
    return starts == null;
  }

  int documentOf(int index) {
    return (int) documentOfIndex.get(index);
  }

  int vectorOf(int index) {
    return checked(vectorOfIndex.get(index), field.uniqueVectors());
  }

  /** The first of {@link #endOfCopies} positions, for {@link #copy}. */
  int firstCopy(int vector) {
    return starts == null ? vector : checked(starts.get(vector), field.documents() + 1);
  }

  int endOfCopies(int vector) {
    return starts == null ? vector + 1 : checked(starts.get(vector + 1L), field.documents() + 1);
  }

  /** Index of the document at a position; ascending for one vector. */
  int copy(int position) {
    return checked(copies.get(position), field.documents());
  }

  /** Tells of each of the given documents that has a vector, in order. */
  void forEachVectorOf(DocIdSetIterator given, VectorVisitor visitor) throws IOException {
    if (field.documentSet().isEmpty()) {
      return;
    }
    DocIndexIterator sparse = isDense() ? null : sparseDocuments();
    for (int document = given.nextDoc();
        document != DocIdSetIterator.NO_MORE_DOCS;
        document = given.nextDoc()) {
      int index = sparse == null ? document : indexOf(document, sparse);
      if (index >= 0) {
        visitor.visit(document, vectorOf(index));
      }
    }
  }

  private static int indexOf(int document, DocIndexIterator sparse) throws IOException {
    if (sparse.docID() < document) {
      sparse.advance(document);
    }
    return sparse.docID() == document ? sparse.index() : -1;
  }

  /** Told of documents and their vectors. */
  @FunctionalInterface
  interface VectorVisitor {
    void visit(int document, int vector) throws IOException;
  }

  boolean isDense() {
    return field.documentSet().isDense();
  }

  /** The documents that have a vector, and their indexes; only where they are not dense. */
  DocIndexIterator sparseDocuments() throws IOException {
    return IndexedDISI.asDocIndexIterator(field.documentSet().getIndexedDISI(data));
  }

  private int checked(long value, int bound) {
    if (value < 0 || value >= bound) {
      throw new IndexOutOfBoundsException(
          "damaged index file " + data + ": " + value + " must be below " + bound);
    }
    return (int) value;
  }
}
