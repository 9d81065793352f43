/**
 * How a document lies in Lucene: one block of passages followed by the document. Internal to the
 * index.
 */
@NullMarked
package io.semblance.index.block;

import org.jspecify.annotations.NullMarked;
