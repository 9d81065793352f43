package io.semblance.index.clusters;

import io.semblance.clustering.duplicates.Tier;
import java.util.List;

/**
 * Documents that say the same, and which of them to keep.
 *
 * @param keep id of the one to keep
 * @param deletes the others, the surest first
 * @param minScore the lowest score for which one of them can go
 */
public record ParaphraseGroup(String keep, List<Surplus> deletes, double minScore) {
  public ParaphraseGroup {
    deletes = List.copyOf(deletes);
  }

  /**
   * A document that can go.
   *
   * @param id of the document
   * @param tier whether its text is the same or its vector is near
   * @param score cosine to the kept one; 1 for the same text
   */
  public record Surplus(String id, Tier tier, double score) {}
}
