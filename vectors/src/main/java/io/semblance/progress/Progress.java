package io.semblance.progress;

import io.semblance.error.SemblanceException;

/**
 * Hears how far a piece of work has come and says whether it should go on. Both methods are called
 * from whichever threads do the work, so an implementation is safe for many threads and quick.
 */
@FunctionalInterface
public interface Progress {
  /** Reports nothing, never cancels. */
  Progress NONE = done -> {};

  /**
   * Called after each step.
   *
   * @param done items finished so far by this piece of work; never falls
   */
  void advancedTo(long done);

  /** Whether the caller wants the work to stop; asked between steps. */
  default boolean isCancelled() {
    return false;
  }

  /**
   * Stops the work when the caller asked for it.
   *
   * @param work what is being done, the subject of the message
   * @throws SemblanceException with code {@code CANCELLED}
   */
  default void throwIfCancelled(String work) {
    if (isCancelled()) {
      throw SemblanceException.cancelled(work);
    }
  }
}
