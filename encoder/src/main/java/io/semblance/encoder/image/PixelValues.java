package io.semblance.encoder.image;

/**
 * What a vision model reads.
 *
 * @param values {@code [3][height][width]} in C order
 */
@SuppressWarnings("ArrayRecordComponent") // never compared: travels from one step to the next
record PixelValues(float[] values, int width, int height) {}
