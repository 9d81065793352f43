/**
 * Collections of documents on disk, found by meaning, by words, or by both. {@link
 * io.semblance.index.CollectionStore} is a folder of collections; a {@link
 * io.semblance.index.VectorCollection} takes {@link io.semblance.index.Change}s and answers {@link
 * io.semblance.index.SearchRequest}s; {@link io.semblance.index.BulkIndexer} feeds many documents.
 *
 * <p>Underneath is one Lucene index a collection. Lucene's types do not appear in this package's
 * public signatures. Of the packages below, {@code filter} belongs to it and {@code lucene} is for
 * Lucene code of one's own; the others are internal.
 */
@NullMarked
package io.semblance.index;

import org.jspecify.annotations.NullMarked;
