package io.semblance.index;

import java.time.Duration;

/**
 * How a bulk load went.
 *
 * @param documents how many were added or replaced
 * @param truncated how many were longer than the model's limit, so that only their beginning is in
 *     the vector
 * @param tokens tokens of all texts before cutting
 * @param elapsed time from first to last
 * @param encoding part of {@code elapsed} during which texts were encoded
 */
public record BulkReport(
    long documents, long truncated, long tokens, Duration elapsed, Duration encoding) {}
