/**
 * Declared metadata in Lucene: how the values of a document are indexed, how filters become
 * queries, how facets are counted. Internal; Lucene's types appear in its signatures.
 *
 * <p>A declared field {@code name} is the Lucene field {@code f.name} of the document's parent.
 * Keywords and booleans are terms with sorted-set doc values; longs, doubles and dates are points
 * with sorted-numeric doc values of a long that sorts as they do.
 */
@NullMarked
package io.semblance.index.field;

import org.jspecify.annotations.NullMarked;
