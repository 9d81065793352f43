package io.semblance.index.suite;

import io.semblance.index.Change;
import java.util.Optional;

/**
 * A change and what it leaves.
 *
 * @param after the document afterwards, empty when it is deleted
 */
record Step(Change change, Optional<ScriptedDocument> after) {
  String id() {
    return change.id();
  }

  static Step delete(String id) {
    return new Step(new Change.Delete(id), Optional.empty());
  }
}
