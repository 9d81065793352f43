package io.semblance.index;

import io.semblance.error.SemblanceException;
import java.time.Duration;

/**
 * How a collection is opened.
 *
 * @param refreshInterval how soon others see a change at the latest; zero to see changes only when
 *     {@link VectorCollection#refresh()} is called
 * @param verify whether every file is read and its checksum compared before the first search; takes
 *     about a second for each gigabyte
 */
public record CollectionOptions(Duration refreshInterval, boolean verify) {
  /** Refreshes each second, verifies files. */
  public static final CollectionOptions DEFAULT =
      new CollectionOptions(Duration.ofSeconds(1), true);

  public CollectionOptions {
    if (refreshInterval.isNegative()) {
      throw SemblanceException.invalid(
          "the refresh interval must not be negative, got: " + refreshInterval);
    }
  }

  public CollectionOptions withRefreshInterval(Duration other) {
    return new CollectionOptions(other, verify);
  }

  public CollectionOptions withVerify(boolean other) {
    return new CollectionOptions(refreshInterval, other);
  }
}
