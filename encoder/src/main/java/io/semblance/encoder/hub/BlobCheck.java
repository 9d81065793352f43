package io.semblance.encoder.hub;

import java.util.List;

/**
 * What a look at one blob of the cache found.
 *
 * @param blob its name, or the path of a file that has none
 * @param bytes its size
 * @param state whether it is what it should be
 * @param detail what is wrong, empty where nothing is
 * @param files where snapshots use it, as {@code COMMIT/PATH}
 */
public record BlobCheck(String blob, long bytes, State state, String detail, List<String> files) {
  /** Whether a blob is what it should be. */
  public enum State {
    /** The bytes have the hash that the name says. */
    INTACT,
    /** They have not, or a snapshot needs a blob that is not there. */
    DAMAGED,
    /** The name is no hash, or there is none: nothing to compare with. */
    UNVERIFIABLE,
    /** A download that has not ended yet. */
    INCOMPLETE
  }

  public BlobCheck {
    files = List.copyOf(files);
  }
}
