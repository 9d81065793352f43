package io.semblance.index;

import io.semblance.error.SemblanceException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A document as its owner gives it.
 *
 * @param id names it within its collection; 1 to 512 bytes of UTF-8; adding the same id again
 *     replaces the document
 * @param title may be empty
 * @param text may be empty
 * @param metadata other fields, values as in JSON; kept in order and given back unchanged
 */
public record SourceDocument(String id, String title, String text, Map<String, Object> metadata) {
  private static final int MAX_ID_BYTES = 512;

  public SourceDocument {
    int bytes = id.getBytes(StandardCharsets.UTF_8).length;
    if (bytes < 1 || bytes > MAX_ID_BYTES) {
      throw SemblanceException.invalid(
          "a document id must have 1 to " + MAX_ID_BYTES + " bytes of UTF-8, got: " + bytes);
    }
    if (id.codePoints().anyMatch(SourceDocument::isSurrogate)) {
      throw SemblanceException.invalid("a document id must not hold a lone surrogate, got: " + id);
    }
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  /** A document without title and metadata. */
  public static SourceDocument of(String id, String text) {
    return new SourceDocument(id, "", text, Map.of());
  }

  /**
   * What is encoded and searched: the title, a space, the text; one of them when the other is
   * empty.
   */
  public String searchableText() {
    if (title.isEmpty()) {
      return text;
    }
    return text.isEmpty() ? title : title + " " + text;
  }
}
