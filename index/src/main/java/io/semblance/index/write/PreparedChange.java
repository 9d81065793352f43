package io.semblance.index.write;

import io.semblance.error.SemblanceException;
import io.semblance.index.Change;
import io.semblance.index.block.EncodedDocument;

/** A change whose slow part, encoding, is done as far as it is needed. */
sealed interface PreparedChange {
  Change change();

  /**
   * Writes a document.
   *
   * @param basedOn the version that a patch was applied to, -1 where it does not matter
   */
  record Write(Change change, EncodedDocument document, long basedOn) implements PreparedChange {
    Write with(EncodedDocument encoded) {
      return new Write(change, encoded, basedOn);
    }
  }

  /**
   * Writes nothing if the document still has this version, since its contents are the same.
   *
   * @param state what was found
   */
  record Unchanged(Change change, DocumentState state) implements PreparedChange {}

  /** Removes a document. */
  record Remove(Change change) implements PreparedChange {}

  /** Finds nothing to patch, if the document is still absent. */
  record NothingToPatch(Change change) implements PreparedChange {}

  /** Breaks a rule. */
  record Rejected(Change change, SemblanceException problem) implements PreparedChange {}
}
