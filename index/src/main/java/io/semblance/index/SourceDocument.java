package io.semblance.index;

import io.semblance.error.SemblanceException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A document as its owner gives it.
 *
 * @param id names it within its collection; 1 to 512 bytes of UTF-8; adding the same id again
 *     replaces the document
 * @param fields texts and metadata, values as in JSON; kept in order and given back unchanged
 * @param passages how the owner cut it; empty to have it cut as the collection's {@link Chunking}
 *     says
 */
public record SourceDocument(String id, Map<String, Object> fields, List<GivenPassage> passages) {
  private static final int MAX_ID_BYTES = 512;

  public SourceDocument {
    requireId(id);
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    passages = List.copyOf(passages);
  }

  public SourceDocument(String id, Map<String, Object> fields) {
    this(id, fields, List.of());
  }

  /** A document with a text and nothing else. */
  public static SourceDocument of(String id, String text) {
    return new SourceDocument(id, Map.of("text", text));
  }

  /** A document with a title and a text. */
  public static SourceDocument of(String id, String title, String text) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("title", title);
    fields.put("text", text);
    return new SourceDocument(id, fields);
  }

  /** Refuses what cannot be a document's id. */
  public static void requireId(String id) {
    int bytes = id.getBytes(StandardCharsets.UTF_8).length;
    if (bytes < 1 || bytes > MAX_ID_BYTES) {
      throw SemblanceException.invalid(
          "a document id must have 1 to " + MAX_ID_BYTES + " bytes of UTF-8, got: " + bytes);
    }
    if (id.codePoints().anyMatch(SourceDocument::isSurrogate)) {
      throw SemblanceException.invalid("a document id must not hold a lone surrogate, got: " + id);
    }
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  /**
   * A text field; empty when the document lacks it.
   *
   * @throws SemblanceException {@code INVALID_REQUEST} when the value is no string
   */
  public String text(String field) {
    Object value = fields.get(field);
    if (value == null) {
      return "";
    }
    if (value instanceof String text) {
      return text;
    }
    throw SemblanceException.invalid("field '" + field + "' must be a string, got: " + value);
  }

  /** What is searched by words: the text fields in order, a space between, empty ones left out. */
  public String searchableText(List<String> textFields) {
    return textFields.stream()
        .map(this::text)
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(" "));
  }
}
