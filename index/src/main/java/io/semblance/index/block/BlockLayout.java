package io.semblance.index.block;

import io.semblance.index.CollectionSchema;
import io.semblance.index.GivenPassage;
import io.semblance.index.Passage;
import io.semblance.index.field.FieldNames;
import io.semblance.index.field.MetadataFields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DocValuesSkipper;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.join.BitSetProducer;
import org.apache.lucene.search.join.QueryBitSetProducer;
import org.apache.lucene.util.BytesRef;

/** The Lucene fields of a document's block. */
public final class BlockLayout {
  /** On every document of a block: the id, by which the whole block is replaced. */
  static final String BLOCK = "_block";

  /** On the document only, as a term and as doc values. */
  public static final String ID = FieldNames.ID;

  /** All text of a document, for searching by words. */
  public static final String BODY = "body";

  /** The vector of a passage. */
  public static final String VECTOR = "vector";

  /** Grows with each change of the collection. */
  public static final String VERSION = "_version";

  /** How many passages a document has. */
  public static final String PASSAGES = "_passages";

  static final String PASSAGE_FIELD = "_field";
  static final String PASSAGE_START = "_start";
  static final String PASSAGE_END = "_end";
  static final String SOURCE = "_source";
  static final String GIVEN = "_given";
  static final String CONTENTS = "_contents";
  static final String TEXTS = "_texts";

  private BlockLayout() {}

  /** Documents without their passages. */
  public static TermQuery documents() {
    return FieldNames.documents();
  }

  /** How many passages a view has, without those of deleted documents. */
  public static long passages(IndexReader reader) throws IOException {
    return new IndexSearcher(reader).count(new FieldExistsQuery(PASSAGE_START));
  }

  /** Where blocks end; cached a segment. */
  public static BitSetProducer blockEnds() {
    return new QueryBitSetProducer(documents());
  }

  /** Whether no document of a view has more than one passage. */
  public static boolean hasSinglePassagesOnly(IndexReader reader) throws IOException {
    for (LeafReaderContext leaf : reader.leaves()) {
      if (!hasSinglePassagesOnly(leaf.reader())) {
        return false;
      }
    }
    return true;
  }

  /** Whether no document of a segment has more than one passage. */
  public static boolean hasSinglePassagesOnly(LeafReader segment) throws IOException {
    DocValuesSkipper passages = segment.getDocValuesSkipper(PASSAGES);
    return passages == null || passages.maxValue() <= 1;
  }

  /** Matches all documents of a block. */
  public static Term block(String id) {
    return new Term(BLOCK, id);
  }

  /** The block of a document, which comes last. */
  public static List<Document> toBlock(
      EncodedDocument encoded, long version, CollectionSchema schema, VectorFunction function) {
    List<Document> block = new ArrayList<>(encoded.passages().size() + 1);
    for (EncodedPassage passage : encoded.passages()) {
      block.add(child(encoded.document().id(), passage, schema, function));
    }
    block.add(parent(encoded, version, schema));
    return block;
  }

  private static Document child(
      String id, EncodedPassage passage, CollectionSchema schema, VectorFunction function) {
    Document child = new Document();
    child.add(new StringField(BLOCK, id, Field.Store.NO));
    child.add(new KnnFloatVectorField(VECTOR, passage.vector(), function.lucene()));
    int field = schema.textFields().indexOf(passage.passage().field());
    child.add(new NumericDocValuesField(PASSAGE_FIELD, field));
    child.add(new NumericDocValuesField(PASSAGE_START, passage.passage().start()));
    child.add(new NumericDocValuesField(PASSAGE_END, passage.passage().end()));
    return child;
  }

  private static Document parent(EncodedDocument encoded, long version, CollectionSchema schema) {
    String id = encoded.document().id();
    Document parent = new Document();
    parent.add(new StringField(BLOCK, id, Field.Store.NO));
    parent.add(new StringField(ID, id, Field.Store.NO));
    parent.add(new BinaryDocValuesField(ID, new BytesRef(id)));
    parent.add(new StringField(FieldNames.KIND, FieldNames.DOCUMENT, Field.Store.NO));
    parent.add(
        new TextField(
            BODY, encoded.document().searchableText(schema.textFields()), Field.Store.NO));
    parent.add(new LongField(VERSION, version, Field.Store.NO));
    parent.add(NumericDocValuesField.indexedField(PASSAGES, encoded.passages().size()));
    parent.add(new BinaryDocValuesField(CONTENTS, encoded.contents().toBytes()));
    parent.add(new BinaryDocValuesField(TEXTS, encoded.texts().toBytes()));
    MetadataFields.of(schema, encoded.document().fields()).forEach(parent::add);
    parent.add(new StoredField(SOURCE, encoded.json().utf8()));
    if (!encoded.document().passages().isEmpty()) {
      parent.add(new StoredField(GIVEN, given(encoded.document().passages(), schema)));
    }
    return parent;
  }

  /** One line a passage: field, start, end, and whether its vector was given too. */
  private static String given(List<GivenPassage> passages, CollectionSchema schema) {
    StringBuilder lines = new StringBuilder();
    for (GivenPassage given : passages) {
      Passage passage = given.passage();
      lines
          .append(schema.textFields().indexOf(passage.field()))
          .append(' ')
          .append(passage.start())
          .append(' ')
          .append(passage.end())
          .append(given.vector() == null ? "\n" : " vector\n");
    }
    return lines.toString();
  }
}
