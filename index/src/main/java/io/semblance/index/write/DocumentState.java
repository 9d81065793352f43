package io.semblance.index.write;

import io.semblance.index.block.Digest;
import io.semblance.index.block.StoredDocument;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What the newest change of a document left.
 *
 * @param version 0 when there is no such document
 * @param contents of the document; null when there is none
 * @param texts of its texts; null when there is none
 * @param passages how many it has
 */
record DocumentState(
    long version, @Nullable Digest contents, @Nullable Digest texts, int passages) {
  static final DocumentState ABSENT = new DocumentState(0, null, null, 0);

  static DocumentState of(@Nullable StoredDocument stored) throws IOException {
    return stored == null
        ? ABSENT
        : new DocumentState(
            stored.version(), stored.contents(), stored.texts(), stored.passageCount());
  }

  boolean exists() {
    return version != 0;
  }
}
