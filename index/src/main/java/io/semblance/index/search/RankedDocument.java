package io.semblance.index.search;

/**
 * A document found by one component.
 *
 * @param ordinal its number in the view
 * @param score the component's own, as people see it
 */
record RankedDocument(int ordinal, double score) {}
