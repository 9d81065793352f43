package io.semblance.clustering.topics;

/**
 * A term that sets a cluster apart.
 *
 * @param text as it is written most often
 * @param score by the {@link TermWeighting}; higher is more telling, comparable within one cluster
 */
public record Keyword(String text, double score) {}
