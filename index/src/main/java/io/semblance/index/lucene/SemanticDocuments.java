package io.semblance.index.lucene;

import io.semblance.encoder.InputType;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.error.SemblanceException;
import java.util.List;
import org.apache.lucene.document.Document;

/**
 * Adds the vectors of texts to Lucene documents. Texts of one call are encoded as one batch: give
 * many at once. Safe for many threads.
 */
public final class SemanticDocuments {
  private final EncodedField field;

  /**
   * @param encoder stays the caller's, who closes it
   * @param field name of the vector field
   * @throws SemblanceException {@code INVALID_REQUEST} when Lucene has no such similarity
   */
  public SemanticDocuments(SentenceEncoder encoder, String field) {
    this.field = EncodedField.of(encoder, field);
  }

  /**
   * Adds a {@code KnnFloatVectorField} to each document.
   *
   * @param texts the text of {@code documents.get(i)} at {@code i}; a blank one gets no vector,
   *     since it means nothing
   */
  public void addVectors(List<Document> documents, List<String> texts) {
    if (documents.size() != texts.size()) {
      throw new IllegalArgumentException(
          "each document must have one text, got " + texts.size() + " for " + documents.size());
    }
    List<String> encoded = texts.stream().filter(text -> !text.isBlank()).toList();
    float[][] vectors = field.vectors(encoded, InputType.DOCUMENT);
    int next = 0;
    for (int i = 0; i < texts.size(); i++) {
      if (!texts.get(i).isBlank()) {
        documents.get(i).add(field.field(vectors[next++]));
      }
    }
  }
}
