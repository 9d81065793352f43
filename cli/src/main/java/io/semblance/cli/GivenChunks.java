package io.semblance.cli;

import io.semblance.error.SemblanceException;
import io.semblance.index.GivenPassage;
import io.semblance.index.Passage;
import io.semblance.index.SourceDocument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Passages that come with a document: {@code "chunks":[{"start":0,"end":18,"field":"text",
 * "vector":[…]}]}. The field may be left out: then it is the document's longest text. Without a
 * vector the passage is encoded.
 */
final class GivenChunks {
  /** The field of a document that holds them. */
  static final String KEY = "chunks";

  private static final Set<String> KEYS = Set.of("start", "end", "field", "vector");

  private GivenChunks() {}

  /** Reads the value of {@link #KEY} as a JSON parser gives it. */
  static List<GivenPassage> of(Object value, SourceDocument document, List<String> textFields) {
    if (!(value instanceof List<?> chunks) || chunks.isEmpty()) {
      throw SemblanceException.invalid(
          "chunks must be an array with at least one chunk, got: " + abbreviated(value));
    }
    List<GivenPassage> passages = new ArrayList<>(chunks.size());
    for (Object chunk : chunks) {
      if (!(chunk instanceof Map<?, ?> fields) || !KEYS.containsAll(fields.keySet())) {
        throw SemblanceException.invalid(
            "a chunk must be an object with start, end, field, vector, got: " + abbreviated(chunk));
      }
      passages.add(passage(fields, document, textFields));
    }
    return passages;
  }

  private static GivenPassage passage(
      Map<?, ?> chunk, SourceDocument document, List<String> textFields) {
    Object field = chunk.get("field");
    if (field != null && !(field instanceof String)) {
      throw SemblanceException.invalid("a chunk's field must be a string, got: " + field);
    }
    String name = field == null ? longest(document, textFields) : field.toString();
    Passage passage = new Passage(name, offset(chunk, "start"), offset(chunk, "end"));
    Object vector = chunk.get("vector");
    return new GivenPassage(passage, vector == null ? null : vector(vector));
  }

  private static String longest(SourceDocument document, List<String> textFields) {
    return textFields.stream()
        .max(Comparator.comparingInt(field -> document.text(field).length()))
        .orElseThrow();
  }

  private static int offset(Map<?, ?> chunk, String key) {
    if (chunk.get(key) instanceof Integer offset) {
      return offset;
    }
    throw SemblanceException.invalid(
        "a chunk's " + key + " must be a whole number of UTF-16 units, got: " + chunk.get(key));
  }

  private static float[] vector(Object value) {
    if (!(value instanceof List<?> numbers)) {
      throw SemblanceException.invalid(
          "a chunk's vector must be an array of numbers, got: " + abbreviated(value));
    }
    float[] vector = new float[numbers.size()];
    for (int i = 0; i < vector.length; i++) {
      if (!(numbers.get(i) instanceof Number number)) {
        throw SemblanceException.invalid(
            "a chunk's vector must hold numbers only, got: " + abbreviated(numbers.get(i)));
      }
      vector[i] = number.floatValue();
    }
    return vector;
  }

  private static String abbreviated(@Nullable Object value) {
    return TextTable.shorten(String.valueOf(value), 60);
  }
}
