package io.semblance.index;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** One thing to do to a collection. */
public sealed interface Change {
  /** The document that it is about. */
  String id();

  /** What must hold for it to happen. */
  Precondition precondition();

  /** Adds a document or replaces the one with the same id. */
  record Upsert(SourceDocument document, Precondition precondition) implements Change {
    public Upsert(SourceDocument document) {
      this(document, Precondition.NONE);
    }

    @Override
    public String id() {
      return document.id();
    }
  }

  /**
   * Changes some fields of a document as JSON merge patch does (RFC 7396); texts are encoded again
   * only if they changed.
   *
   * @param fields new values; null removes a field
   */
  record Patch(String id, Map<String, Object> fields, Precondition precondition) implements Change {
    public Patch {
      SourceDocument.requireId(id);
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
  }

  /** Removes a document. */
  record Delete(String id, Precondition precondition) implements Change {
    public Delete {
      SourceDocument.requireId(id);
    }

    public Delete(String id) {
      this(id, Precondition.NONE);
    }
  }
}
