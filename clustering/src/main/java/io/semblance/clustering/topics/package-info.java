/**
 * What people read of a clustering: the words that set a cluster apart, the texts that stand for
 * it, how tight and how separate it is, a tree of clusters, a map, what became of clusters since an
 * earlier run, and the clusters of new texts.
 *
 * <p>Every different vector counts once, however many copies of it there are, so that a text that
 * was copied a thousand times does not speak for its cluster; how many rows stand behind a cluster
 * is its weight. All results are the same for shuffled input and for any number of threads.
 */
@NullMarked
package io.semblance.clustering.topics;

import org.jspecify.annotations.NullMarked;
