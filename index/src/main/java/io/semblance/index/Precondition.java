package io.semblance.index;

import io.semblance.error.SemblanceException;

/**
 * What must hold of a document for a change of it to happen.
 *
 * @param version {@code -1} for anything, {@code 0} for "there is no such document", otherwise the
 *     version that it must have
 */
public record Precondition(long version) {
  /** No condition. */
  public static final Precondition NONE = new Precondition(-1);

  /** The document must not exist. */
  public static final Precondition ABSENT = new Precondition(0);

  public Precondition {
    if (version < -1) {
      throw SemblanceException.invalid("a version must be at least 1, got: " + version);
    }
  }

  /** The document must have this version. */
  public static Precondition version(long version) {
    if (version < 1) {
      throw SemblanceException.invalid("a version must be at least 1, got: " + version);
    }
    return new Precondition(version);
  }

  /**
   * Whether it holds.
   *
   * @param actual the document's version, 0 when there is none
   */
  public boolean holds(long actual) {
    return version == -1 || version == actual;
  }
}
