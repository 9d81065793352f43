package io.semblance.index;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.Term;

/** A {@link SourceDocument} as fields of a Lucene document, and back. */
final class DocumentFields {
  static final String ID = "_id";
  static final String BODY = "body";
  static final String VECTOR = "vector";

  private static final String TITLE = "title";
  private static final String TEXT = "text";
  private static final String METADATA = "metadata";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> JSON_OBJECT = new TypeReference<>() {};

  private DocumentFields() {}

  static Term idTerm(String id) {
    return new Term(ID, id);
  }

  static Document toLucene(SourceDocument source, float[] vector, VectorFunction function) {
    Document document = new Document();
    document.add(new StringField(ID, source.id(), Field.Store.YES));
    document.add(new TextField(BODY, source.searchableText(), Field.Store.NO));
    document.add(new KnnFloatVectorField(VECTOR, vector, function.lucene()));
    document.add(new StoredField(TITLE, source.title()));
    document.add(new StoredField(TEXT, source.text()));
    if (!source.metadata().isEmpty()) {
      document.add(new StoredField(METADATA, toJson(source)));
    }
    return document;
  }

  static Set<String> stored() {
    return Set.of(ID, TITLE, TEXT, METADATA);
  }

  static SourceDocument fromLucene(Document document) {
    String metadata = document.get(METADATA);
    return new SourceDocument(
        document.get(ID),
        document.get(TITLE),
        document.get(TEXT),
        metadata == null ? Map.of() : fromJson(metadata));
  }

  private static String toJson(SourceDocument source) {
    try {
      return JSON.writeValueAsString(source.metadata());
    } catch (JsonProcessingException e) {
      throw SemblanceException.invalid(
          "metadata of document '"
              + source.id()
              + "' must be JSON values: "
              + e.getOriginalMessage());
    }
  }

  private static Map<String, Object> fromJson(String metadata) {
    try {
      return JSON.readValue(metadata, JSON_OBJECT);
    } catch (JsonProcessingException e) {
      throw new SemblanceException(
          ErrorCode.STORAGE_FAILURE, "stored metadata is damaged: " + e.getOriginalMessage(), e);
    }
  }
}
