package io.semblance.index.clusters;

/**
 * Two documents that say the same.
 *
 * @param a id of the one
 * @param b id of the other, later in the order of ids
 * @param score their cosine, in [-1, 1]
 */
public record ParaphrasePair(String a, String b, double score) {}
