package io.semblance.index.clusters;

/**
 * What became of documents that came after a clustering.
 *
 * @param assigned are in a cluster now
 * @param outliers are near to none
 * @param withoutVector have no text and stay without a place
 * @param changed were changed or deleted meanwhile and stay without a place
 */
public record Assignment(int assigned, int outliers, int withoutVector, int changed) {}
