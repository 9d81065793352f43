package io.semblance.index;

import org.jspecify.annotations.Nullable;

/**
 * Where a hit's score comes from; a part that took no part is null.
 *
 * @param similarity raw similarity of query and document vector by the collection's function, for
 *     cosine in [-1, 1]; given for every hit of a dense or hybrid search
 * @param denseRank rank among the dense results, from 1
 * @param bm25 BM25 score
 * @param lexicalRank rank among the lexical results, from 1
 */
public record ScoreParts(
    @Nullable Double similarity,
    @Nullable Integer denseRank,
    @Nullable Double bm25,
    @Nullable Integer lexicalRank) {}
