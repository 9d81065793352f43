/**
 * Search in neighbour graphs, Lucene's against jvector's and hnswlib's: what a query costs at equal
 * recall, and what a build costs. Each peer runs in a process of its own and measures itself.
 */
@NullMarked
package io.semblance.bench.search;

import org.jspecify.annotations.NullMarked;
