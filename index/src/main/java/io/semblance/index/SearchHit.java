package io.semblance.index;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One document that was found.
 *
 * @param rank position in the whole ranking, from 1
 * @param score what hits are ordered by: similarity, BM25 or fused, by the mode
 * @param parts where the score comes from
 * @param version of the document
 * @param document the document as it was added
 * @param passages its best passages, best first
 * @param explanation how the score came about, if that was asked for
 */
public record SearchHit(
    int rank,
    double score,
    ScoreParts parts,
    long version,
    SourceDocument document,
    List<PassageHit> passages,
    @Nullable Explanation explanation) {
  public SearchHit {
    passages = List.copyOf(passages);
  }
}
