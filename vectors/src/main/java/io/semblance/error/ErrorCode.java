package io.semblance.error;

/** What kind of failure happened, from the caller's point of view. */
public enum ErrorCode {
  /** The input breaks a stated rule; sending it again cannot succeed. */
  INVALID_REQUEST,
  /** The named model, collection, document or file does not exist. */
  NOT_FOUND,
  /**
   * The input is well formed but does not fit what is stored, such as a vector of another
   * dimension.
   */
  CONFLICT,
  /** What is asked for was there once and is gone; ask for it anew. */
  EXPIRED,
  /** A limit on work in progress was reached; the same request may succeed later. */
  OVERLOADED,
  /** A model's files are damaged, unsupported or do not fit together. */
  MODEL_FAILURE,
  /** The disk refused: full, read-only, damaged. */
  STORAGE_FAILURE,
  /** The caller asked for the work to stop. */
  CANCELLED,
  /** A defect of this program. */
  INTERNAL
}
