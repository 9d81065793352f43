package io.semblance.clustering.pairs;

/**
 * Two rows of a matrix and how close they are.
 *
 * @param first number of the one row
 * @param second number of the other, greater than {@code first}
 * @param score their cosine, computed in double, in [-1, 1]; 1 for equal rows
 */
public record Pair(int first, int second, double score) {}
