package io.semblance.index;

/**
 * One document that was found.
 *
 * @param rank position, from 1
 * @param score what the hits are ordered by; its meaning depends on the mode
 * @param parts where the score comes from
 * @param document the document as it was added
 */
public record SearchHit(int rank, double score, ScoreParts parts, SourceDocument document) {}
