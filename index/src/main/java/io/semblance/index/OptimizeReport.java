package io.semblance.index;

import java.time.Duration;

/**
 * What {@link VectorCollection#optimize} did.
 *
 * @param segmentsBefore how many segments there were
 * @param segments how many there are
 * @param bytesBefore what the collection's files took
 * @param bytes what they take
 * @param elapsed time it took
 */
public record OptimizeReport(
    int segmentsBefore, int segments, long bytesBefore, long bytes, Duration elapsed) {}
