package io.semblance.index.block;

import io.semblance.index.CollectionSchema;
import io.semblance.index.GivenPassage;
import io.semblance.index.Passage;
import io.semblance.index.SourceDocument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * A document in one view of the index. Cheap to make: each method reads what it needs.
 *
 * @param leaf its segment
 * @param doc its number within the segment
 */
public record StoredDocument(LeafReaderContext leaf, int doc) {
  private static final Set<String> SOURCE_FIELDS = Set.of(BlockLayout.SOURCE, BlockLayout.GIVEN);

  /** The document of an id, or null when there is none. */
  public static @Nullable StoredDocument find(IndexReader reader, String id) throws IOException {
    BytesRef term = new BytesRef(id);
    for (LeafReaderContext leaf : reader.leaves()) {
      int doc = find(leaf.reader(), term);
      if (doc >= 0) {
        return new StoredDocument(leaf, doc);
      }
    }
    return null;
  }

  private static int find(LeafReader leaf, BytesRef id) throws IOException {
    Terms terms = leaf.terms(BlockLayout.ID);
    if (terms == null) {
      return -1;
    }
    TermsEnum term = terms.iterator();
    if (!term.seekExact(id)) {
      return -1;
    }
    Bits live = leaf.getLiveDocs();
    PostingsEnum postings = term.postings(null, PostingsEnum.NONE);
    for (int doc = postings.nextDoc();
        doc != DocIdSetIterator.NO_MORE_DOCS;
        doc = postings.nextDoc()) {
      if (live == null || live.get(doc)) {
        return doc;
      }
    }
    return -1;
  }

  /** The document of a number of the whole view. */
  public static StoredDocument at(IndexReader reader, int ordinal) {
    List<LeafReaderContext> leaves = reader.leaves();
    LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(ordinal, leaves));
    return new StoredDocument(leaf, ordinal - leaf.docBase);
  }

  /** Its number in the whole view. */
  public int ordinal() {
    return leaf.docBase + doc;
  }

  public String id() throws IOException {
    return binary(BlockLayout.ID).utf8ToString();
  }

  public long version() throws IOException {
    SortedNumericDocValues values = leaf.reader().getSortedNumericDocValues(BlockLayout.VERSION);
    if (values == null || !values.advanceExact(doc)) {
      throw missing(BlockLayout.VERSION);
    }
    return values.nextValue();
  }

  public Digest contents() throws IOException {
    return Digest.read(binary(BlockLayout.CONTENTS));
  }

  public Digest texts() throws IOException {
    return Digest.read(binary(BlockLayout.TEXTS));
  }

  public int passageCount() throws IOException {
    return (int) number(BlockLayout.PASSAGES, doc);
  }

  /** The first passage's number within the segment; the others follow, then the document. */
  public int firstPassage() throws IOException {
    return doc - passageCount();
  }

  /** Where a passage is, by its number within the segment. */
  public Passage passage(int child, CollectionSchema schema) throws IOException {
    return new Passage(
        schema.textFields().get((int) number(BlockLayout.PASSAGE_FIELD, child)),
        (int) number(BlockLayout.PASSAGE_START, child),
        (int) number(BlockLayout.PASSAGE_END, child));
  }

  /** All passages in order with copies of their vectors. */
  public List<EncodedPassage> passages(CollectionSchema schema) throws IOException {
    int count = passageCount();
    if (count == 0) {
      return List.of();
    }
    FloatVectorValues vectors = leaf.reader().getFloatVectorValues(BlockLayout.VECTOR);
    KnnVectorValues.DocIndexIterator position = vectors.iterator();
    List<EncodedPassage> passages = new ArrayList<>(count);
    for (int child = doc - count; child < doc; child++) {
      if (position.advance(child) != child) {
        throw missing(BlockLayout.VECTOR);
      }
      float[] vector = vectors.vectorValue(position.index()).clone();
      passages.add(new EncodedPassage(passage(child, schema), vector));
    }
    return passages;
  }

  /** The document as its owner gave it. */
  public SourceDocument source(CollectionSchema schema) throws IOException {
    Document stored = leaf.reader().storedFields().document(doc, SOURCE_FIELDS);
    String given = stored.get(BlockLayout.GIVEN);
    return new SourceDocument(
        id(),
        SourceJson.read(stored.getBinaryValue(BlockLayout.SOURCE)),
        given == null ? List.of() : given(given, schema));
  }

  /** The vectors of passages that the owner gave without one stay unknown to the owner. */
  private List<GivenPassage> given(String lines, CollectionSchema schema) throws IOException {
    Map<Passage, float[]> vectors = new HashMap<>();
    passages(schema).forEach(stored -> vectors.put(stored.passage(), stored.vector()));
    List<GivenPassage> given = new ArrayList<>();
    for (String line : lines.lines().toList()) {
      String[] parts = line.split(" ", -1);
      Passage passage =
          new Passage(
              schema.textFields().get(Integer.parseInt(parts[0])),
              Integer.parseInt(parts[1]),
              Integer.parseInt(parts[2]));
      given.add(new GivenPassage(passage, parts.length == 4 ? vectors.get(passage) : null));
    }
    return given;
  }

  private BytesRef binary(String field) throws IOException {
    BinaryDocValues values = leaf.reader().getBinaryDocValues(field);
    if (values == null || !values.advanceExact(doc)) {
      throw missing(field);
    }
    return values.binaryValue();
  }

  private long number(String field, int document) throws IOException {
    NumericDocValues values = leaf.reader().getNumericDocValues(field);
    if (values == null || !values.advanceExact(document)) {
      throw missing(field);
    }
    return values.longValue();
  }

  private IllegalStateException missing(String field) {
    return new IllegalStateException("document " + ordinal() + " has no " + field);
  }
}
