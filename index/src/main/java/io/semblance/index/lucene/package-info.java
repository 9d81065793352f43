/**
 * Semblance's vectors for teams with their own Lucene code; nothing here needs a collection. {@link
 * io.semblance.index.lucene.VectorCodec} chooses how vectors are stored, {@link
 * io.semblance.index.lucene.SemanticDocuments} adds the vectors of texts to documents, {@link
 * io.semblance.index.lucene.SemanticQueries} makes Lucene queries of texts, {@link
 * io.semblance.index.lucene.VectorScan} compares a query with every vector of a segment.
 *
 * <p>Underneath is {@link io.semblance.index.lucene.UniqueVectorsFormat}, which keeps identical
 * vectors of a segment once.
 */
@NullMarked
package io.semblance.index.lucene;

import org.jspecify.annotations.NullMarked;
