package io.semblance.index.lucene;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.index.MergeState;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * One field of a segment that takes part in a merge. Its vectors get a target each: where they go
 * in the merged segment. One thread at a time.
 */
final class MergeSource {
  private static final int DEAD = -1;

  private final KnnVectorsReader reader;
  private final FloatVectorValues vectors;
  private final boolean distinct;
  private final MergeState.DocMap newDocuments;
  private final OwnerVisits owners;
  // The target; DEAD; or -2 - target where an earlier segment brings the same vector along.
  private final int[] targets;

  /** Tells of every document that has a vector. */
  @FunctionalInterface
  private interface OwnerVisits {
    void forEach(DocumentMapping.VectorVisitor visitor) throws IOException;
  }

  private MergeSource(
      KnnVectorsReader reader,
      FloatVectorValues vectors,
      boolean distinct,
      MergeState.DocMap newDocuments,
      OwnerVisits owners) {
    this.reader = reader;
    this.vectors = vectors;
    this.distinct = distinct;
    this.newDocuments = newDocuments;
    this.owners = owners;
    this.targets = new int[vectors.size()];
    Arrays.fill(targets, DEAD);
  }

  /** Null when the segment has no such field. */
  static @Nullable MergeSource of(
      String field, KnnVectorsReader reader, MergeState.DocMap newDocuments) throws IOException {
    KnnVectorsReader own =
        reader instanceof PerFieldKnnVectorsFormat.FieldsReader perField
            ? perField.getFieldReader(field)
            : reader;
    if (own == null) {
      return null;
    }
    if (own instanceof UniqueVectorsReader unique) {
      return unique.hasField(field) ? ofUnique(field, unique, newDocuments) : null;
    }
    FloatVectorValues values = own.getFloatVectorValues(field);
    return values == null ? null : ofOther(own, values, newDocuments);
  }

  private static MergeSource ofUnique(
      String field, UniqueVectorsReader reader, MergeState.DocMap newDocuments) throws IOException {
    DocumentMapping mapping = reader.mapping(field);
    KnnVectorsReader vectors = reader.uniqueVectors(field);
    return new MergeSource(
        vectors,
        vectors.getFloatVectorValues(field),
        true,
        newDocuments,
        visitor -> visit(mapping, reader.getFloatVectorValues(field).iterator(), visitor));
  }

  private static void visit(
      DocumentMapping mapping, DocIndexIterator documents, DocumentMapping.VectorVisitor visitor)
      throws IOException {
    for (int document = documents.nextDoc();
        document != DocIdSetIterator.NO_MORE_DOCS;
        document = documents.nextDoc()) {
      visitor.visit(document, mapping.vectorOf(documents.index()));
    }
  }

  /** A segment in another format, such as one that is added from another index. */
  private static MergeSource ofOther(
      KnnVectorsReader reader, FloatVectorValues values, MergeState.DocMap newDocuments) {
    return new MergeSource(
        new RowsReader(reader), values, false, newDocuments, visitor -> visit(values, visitor));
  }

  private static void visit(FloatVectorValues values, DocumentMapping.VectorVisitor visitor)
      throws IOException {
    DocIndexIterator documents = values.iterator();
    for (int document = documents.nextDoc();
        document != DocIdSetIterator.NO_MORE_DOCS;
        document = documents.nextDoc()) {
      visitor.visit(document, documents.index());
    }
  }

  /** Whether no vector is known to occur twice. */
  boolean isDistinct() {
    return distinct;
  }

  int size() {
    return targets.length;
  }

  /** Marks the vectors that a live document has, which {@link #isLive} tells of from then on. */
  void markLive() throws IOException {
    owners.forEach(
        (document, vector) -> {
          if (newDocuments.get(document) >= 0) {
            targets[vector] = 0;
          }
        });
  }

  boolean isLive(int vector) {
    return targets[vector] != DEAD;
  }

  /** Says that a vector goes into the merged segment as {@code target}. */
  void bring(int vector, int target) {
    targets[vector] = target;
  }

  /** Says that an equal vector is {@code target} already. */
  void join(int vector, int target) {
    targets[vector] = -2 - target;
  }

  FloatVectorValues newVectors() throws IOException {
    return vectors.copy();
  }

  /** Sets the target of each live document's vector at the document's new number. */
  void assign(int[] vectorOfNewDocument) throws IOException {
    owners.forEach(
        (document, vector) -> {
          int to = newDocuments.get(document);
          if (to >= 0) {
            int target = targets[vector];
            vectorOfNewDocument[to] = target >= 0 ? target : -2 - target;
          }
        });
  }

  /** The delegate's view: its documents are this source's vectors. */
  KnnVectorsReader reader() {
    return reader;
  }

  MergeState.DocMap virtualDocMap() {
    return vector -> targets[vector] >= 0 ? targets[vector] : DEAD;
  }

  /** Vectors that this source brings, null when it brings all. */
  @Nullable Bits virtualLiveDocs() {
    FixedBitSet brought = new FixedBitSet(targets.length);
    for (int vector = 0; vector < targets.length; vector++) {
      if (targets[vector] >= 0) {
        brought.set(vector);
      }
    }
    return brought.cardinality() == targets.length ? null : brought;
  }
}
