package io.semblance.index;

import java.time.Duration;

/**
 * How a bulk load went. Documents were created, updated, unchanged, deleted, not found or rejected.
 *
 * @param created documents that were not there before
 * @param updated documents that were replaced or patched
 * @param unchanged documents that were the same already, so that nothing was encoded
 * @param deleted documents that were removed
 * @param notFound deletes and patches of documents that were not there
 * @param rejected changes that broke a rule
 * @param encoded passages that were encoded, equal ones of one window once
 * @param tokens of those
 * @param truncated passages, cut by their owner, that were longer than the model reads
 * @param elapsed time from first to last
 * @param encoding part of {@code elapsed} during which texts were encoded
 */
public record BulkReport(
    long created,
    long updated,
    long unchanged,
    long deleted,
    long notFound,
    long rejected,
    long encoded,
    long tokens,
    long truncated,
    Duration elapsed,
    Duration encoding) {
  /** All documents that are now as was asked. */
  public long succeeded() {
    return created + updated + unchanged + deleted;
  }

  /** All changes. */
  public long changes() {
    return succeeded() + notFound + rejected;
  }
}
