/** Clustered items as files that other tools read. */
@NullMarked
package io.semblance.clustering.topics.export;

import org.jspecify.annotations.NullMarked;
