package io.semblance.index.block;

import io.semblance.index.CollectionSchema;
import io.semblance.index.GivenPassage;
import io.semblance.index.Passage;
import io.semblance.index.SourceDocument;
import io.semblance.index.field.MetadataFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A document that is ready to be written.
 *
 * @param document what the owner gave
 * @param json its fields as they are kept
 * @param contents tells whether two documents of one id are the same
 * @param texts tells whether two documents have the same passages and vectors
 * @param passages what was encoded; empty for a document without text
 */
public record EncodedDocument(
    SourceDocument document,
    Json json,
    Digest contents,
    Digest texts,
    List<EncodedPassage> passages) {
  public EncodedDocument {
    passages = List.copyOf(passages);
  }

  /** UTF-8, not to be changed. */
  @SuppressWarnings("ArrayRecordComponent") // compared through the digest
  public record Json(byte[] utf8) {}

  /**
   * Everything but the vectors.
   *
   * @throws io.semblance.error.SemblanceException {@code INVALID_REQUEST} when a field does not fit
   *     the schema
   */
  public static EncodedDocument unencoded(SourceDocument document, CollectionSchema schema) {
    MetadataFields.of(schema, document.fields()); // refuses here, where the rest still goes on
    Json json = new Json(SourceJson.write(document));
    Digest texts = textsOf(document, schema.textFields());
    Digest contents = Digest.of(List.of(Digest.of(json.utf8()).toString(), texts.toString()));
    return new EncodedDocument(document, json, contents, texts, List.of());
  }

  private static Digest textsOf(SourceDocument document, List<String> textFields) {
    List<String> parts = new ArrayList<>();
    for (String field : textFields) {
      parts.add(document.text(field));
    }
    for (GivenPassage given : document.passages()) {
      Passage passage = given.passage();
      parts.add(passage.field() + " " + passage.start() + " " + passage.end());
      parts.add(Arrays.toString(given.vector()));
    }
    return Digest.of(parts);
  }

  public EncodedDocument withPassages(List<EncodedPassage> encoded) {
    return new EncodedDocument(document, json, contents, texts, encoded);
  }
}
