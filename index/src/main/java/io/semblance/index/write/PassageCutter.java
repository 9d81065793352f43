package io.semblance.index.write;

import io.semblance.encoder.SentenceEncoder;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.index.CollectionManifest;
import io.semblance.index.CollectionSchema;
import io.semblance.index.GivenPassage;
import io.semblance.index.Passage;
import io.semblance.index.SourceDocument;
import io.semblance.index.chunk.ChunkedPassage;
import io.semblance.index.chunk.Chunker;
import io.semblance.vectors.Vectors;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Cuts documents into passages, or takes those that their owner cut. Safe for many threads. */
final class PassageCutter {
  /** Squares of lengths within these bounds are floats. */
  private static final float SHORTEST_VECTOR = 1e-12f;

  private static final float LONGEST_VECTOR = 1e18f;

  private final CollectionManifest manifest;
  private final Chunker chunker;

  PassageCutter(CollectionManifest manifest, SentenceEncoder encoder) {
    this.manifest = manifest;
    CollectionSchema schema = manifest.schema();
    this.chunker = Chunker.of(schema.textFields(), schema.chunking(), encoder);
  }

  /** The passages of each document; none for a document without text. */
  List<List<PassageInput>> cut(List<SourceDocument> documents) {
    List<SourceDocument> uncut =
        documents.stream().filter(document -> document.passages().isEmpty()).toList();
    Iterator<List<ChunkedPassage>> chunks =
        chunker.chunk(uncut.stream().map(this::texts).toList()).iterator();
    List<List<PassageInput>> cut = new ArrayList<>();
    for (SourceDocument document : documents) {
      cut.add(document.passages().isEmpty() ? chunked(chunks.next()) : given(document));
    }
    return cut;
  }

  private List<String> texts(SourceDocument document) {
    return manifest.schema().textFields().stream().map(document::text).toList();
  }

  private static List<PassageInput> chunked(List<ChunkedPassage> chunks) {
    return chunks.stream()
        .filter(chunk -> !chunk.input().isBlank())
        .map(chunk -> new PassageInput(chunk.passage(), chunk.input(), null))
        .toList();
  }

  private static List<PassageInput> given(SourceDocument document) {
    List<PassageInput> passages = new ArrayList<>();
    for (GivenPassage given : document.passages()) {
      Passage passage = given.passage();
      String text = document.text(passage.field()).substring(passage.start(), passage.end());
      passages.add(new PassageInput(passage, text, given.vector()));
    }
    return passages;
  }

  /** Refuses given passages that do not fit the document or the collection. */
  void requireValid(SourceDocument document) {
    for (GivenPassage given : document.passages()) {
      requireValid(document, given.passage());
      float[] vector = given.vector();
      if (vector != null) {
        requireValid(document, vector);
      }
    }
  }

  private void requireValid(SourceDocument document, Passage passage) {
    List<String> textFields = manifest.schema().textFields();
    if (!textFields.contains(passage.field())) {
      throw SemblanceException.invalid(
          "a passage must be of a text field ("
              + String.join(", ", textFields)
              + "), got: '"
              + passage.field()
              + "'");
    }
    int length = document.text(passage.field()).length();
    if (passage.end() > length) {
      throw SemblanceException.invalid(
          "a passage must end within its field, which has "
              + length
              + " UTF-16 units, got: "
              + passage.end());
    }
  }

  private void requireValid(SourceDocument document, float[] vector) {
    if (vector.length != manifest.model().dimension()) {
      throw new SemblanceException(
          ErrorCode.CONFLICT,
          "dimension mismatch: collection '"
              + manifest.name()
              + "' has "
              + manifest.model().dimension()
              + ", the vector of document '"
              + document.id()
              + "' has "
              + vector.length);
    }
    if (!Vectors.isFinite(vector) || isZero(vector)) {
      throw SemblanceException.invalid(
          "the vector of document '" + document.id() + "' must be finite and not all zero");
    }
    float length = Vectors.norm(vector);
    if (length < SHORTEST_VECTOR || length > LONGEST_VECTOR) {
      throw SemblanceException.invalid(
          "the vector of document '"
              + document.id()
              + "' must have a length of "
              + SHORTEST_VECTOR
              + " to "
              + LONGEST_VECTOR
              + ", got: "
              + length);
    }
  }

  private static boolean isZero(float[] vector) {
    for (float value : vector) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }
}
