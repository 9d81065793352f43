package io.semblance.vectors;

/**
 * One of the best results.
 *
 * @param ordinal which row or document, from 0
 * @param score higher is closer
 */
public record Scored(int ordinal, float score) {}
