/** How documents are found in one unchanging view of a collection. Internal to the index. */
@NullMarked
package io.semblance.index.search;

import org.jspecify.annotations.NullMarked;
