/**
 * What is found in a collection as a whole: groups of documents that are about the same, and
 * documents that say the same. {@link io.semblance.index.clusters.CollectionVectors} is a view of a
 * collection as a matrix; {@link io.semblance.index.clusters.Clusterings} keeps clusterings, which
 * searches can filter by; {@link io.semblance.index.clusters.Paraphrases} finds pairs and groups.
 *
 * <p>A clustering lives in the collection's own index: each document carries its cluster, so it
 * loses it when it is replaced, and nothing of it is left when it is deleted; one more Lucene
 * document tells what the clusters are. So a clustering is in the commit, in snapshots, and goes
 * through merges as the documents do.
 */
@NullMarked
package io.semblance.index.clusters;

import org.jspecify.annotations.NullMarked;
