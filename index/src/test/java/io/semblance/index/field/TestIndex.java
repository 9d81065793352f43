package io.semblance.index.field;

import io.semblance.index.CollectionSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.BytesRef;

/** Documents in several segments, each a block of two passages and a parent. */
final class TestIndex implements AutoCloseable {
  private final Directory directory = new ByteBuffersDirectory();
  private final DirectoryReader reader;

  /** Puts document i under the id {@code d<i>}, and removes {@code deleted} again. */
  TestIndex(
      CollectionSchema schema,
      List<Map<String, Object>> documents,
      int segmentSize,
      List<Integer> deleted)
      throws IOException {
    IndexWriterConfig config = new IndexWriterConfig().setMergePolicy(NoMergePolicy.INSTANCE);
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (int i = 0; i < documents.size(); i++) {
        writer.addDocuments(block(schema, "d" + i, documents.get(i)));
        if (i % segmentSize == segmentSize - 1) {
          writer.commit();
        }
      }
      for (int i : deleted) {
        writer.deleteDocuments(new Term("_block", "d" + i));
      }
    }
    reader = DirectoryReader.open(directory);
  }

  private static List<Document> block(
      CollectionSchema schema, String id, Map<String, Object> fields) {
    Document parent = new Document();
    parent.add(new StringField(FieldNames.ID, id, Field.Store.YES));
    parent.add(new BinaryDocValuesField(FieldNames.ID, new BytesRef(id)));
    parent.add(new StringField(FieldNames.KIND, FieldNames.DOCUMENT, Field.Store.NO));
    MetadataFields.of(schema, fields).forEach(parent::add);
    List<Document> block = new ArrayList<>(List.of(new Document(), new Document(), parent));
    block.forEach(each -> each.add(new StringField("_block", id, Field.Store.NO)));
    return block;
  }

  DirectoryReader reader() {
    return reader;
  }

  /** Lucene's numbers of the documents that a query finds, ascending. */
  int[] find(Query query) throws IOException {
    ScoreDoc[] hits =
        new IndexSearcher(reader).search(query, Math.max(1, reader.maxDoc())).scoreDocs;
    return Arrays.stream(hits).mapToInt(hit -> hit.doc).sorted().toArray();
  }

  /** Ids of the documents that a query finds; a passage that is found has no id and fails. */
  TreeSet<String> ids(Query query) throws IOException {
    StoredFields stored = reader.storedFields();
    TreeSet<String> ids = new TreeSet<>();
    for (int doc : find(query)) {
      ids.add(stored.document(doc).get(FieldNames.ID));
    }
    return ids;
  }

  @Override
  public void close() throws IOException {
    reader.close();
    directory.close();
  }
}
