package io.semblance.encoder.hub;

import io.semblance.error.SemblanceException;

/**
 * Hears how far downloads have come and says whether they should go on. Called from the thread that
 * downloads; quick.
 */
@FunctionalInterface
public interface DownloadListener {
  /** {@code total} of a file whose server does not tell its size. */
  long UNKNOWN = -1;

  /** Reports nothing, never cancels. */
  DownloadListener NONE = (file, done, total) -> {};

  /**
   * Called when a download starts, as its bytes arrive, and when it is whole.
   *
   * @param file path inside the repository
   * @param done bytes on disk, those of an earlier attempt included; falls when the server cannot
   *     resume
   * @param total bytes in all, or {@link #UNKNOWN}
   */
  void progressed(String file, long done, long total);

  /** The hub cannot be reached, so that the cached copy is used; {@code reason} is for people. */
  default void usingCache(String reason) {}

  /** Whether the caller wants the download to stop. What has arrived is kept for the next time. */
  default boolean isCancelled() {
    return false;
  }

  /**
   * Stops the download of a file when the caller asked for it.
   *
   * @throws SemblanceException with code {@code CANCELLED}
   */
  default void throwIfCancelled(String file) {
    if (isCancelled()) {
      throw SemblanceException.cancelled("the download of " + file);
    }
  }
}
