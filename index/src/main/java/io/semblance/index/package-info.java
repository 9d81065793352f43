/**
 * Collections of documents on disk, found by meaning, by words, or by both. {@link
 * io.semblance.index.CollectionStore} is a folder of collections; a {@link
 * io.semblance.index.VectorCollection} takes {@link io.semblance.index.SourceDocument}s and answers
 * {@link io.semblance.index.SearchRequest}s; {@link io.semblance.index.BulkIndexer} feeds many
 * documents.
 *
 * <p>Underneath is one Lucene index a collection. Lucene's types do not appear in this package's
 * public signatures.
 */
@NullMarked
package io.semblance.index;

import org.jspecify.annotations.NullMarked;
