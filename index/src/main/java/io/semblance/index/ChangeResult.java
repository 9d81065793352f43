package io.semblance.index;

import io.semblance.error.SemblanceException;
import org.jspecify.annotations.Nullable;

/**
 * What became of a {@link Change}.
 *
 * @param id the document
 * @param status what happened
 * @param version the document's version afterwards; grows with every change of the collection, so
 *     no two states of a document share one; 0 when there is no document
 * @param passages how many passages the document has
 * @param problem why the change was rejected, null otherwise
 */
public record ChangeResult(
    String id, Status status, long version, int passages, @Nullable SemblanceException problem) {
  /** What happened to the document. */
  public enum Status {
    CREATED,
    UPDATED,
    /** It was the same already; nothing was encoded or written. */
    UNCHANGED,
    DELETED,
    /** There was nothing to delete or to patch. */
    NOT_FOUND,
    /** The change broke a rule, named in {@code problem}; nothing was changed. */
    REJECTED
  }

  public static ChangeResult rejected(String id, SemblanceException problem) {
    return new ChangeResult(id, Status.REJECTED, 0, 0, problem);
  }

  /** Whether the collection is now as the change wants it. */
  public boolean isSuccess() {
    return status != Status.REJECTED && status != Status.NOT_FOUND;
  }
}
