package io.semblance.index;

import org.jspecify.annotations.Nullable;

/**
 * Where a hit's score comes from; a part that took no part is null.
 *
 * @param similarity raw similarity of query and closest passage by the collection's function, for
 *     cosine in -1..1; given for every hit with a passage of a dense or hybrid search
 * @param denseRank rank among the dense candidates, from 1
 * @param bm25 BM25 score
 * @param lexicalRank rank among the lexical candidates, from 1
 * @param fused score of a hybrid search
 */
public record ScoreParts(
    @Nullable Double similarity,
    @Nullable Integer denseRank,
    @Nullable Double bm25,
    @Nullable Integer lexicalRank,
    @Nullable Double fused) {}
