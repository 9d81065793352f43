package io.semblance.index;

/**
 * One result of one search component.
 *
 * @param ordinal Lucene's document number within the searched snapshot
 * @param score the component's own score
 */
record RankedDocument(int ordinal, double score) {}
