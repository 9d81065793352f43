package io.semblance.encoder;

/**
 * A document in the order of a {@link Reranker}.
 *
 * @param document its position in the list that was ranked, from 0
 * @param score higher is better; its range is the model's, see {@link RerankerInfo#activation()}
 * @param tokens length of query and document together
 */
public record Ranked(int document, float score, TokenCount tokens) {}
