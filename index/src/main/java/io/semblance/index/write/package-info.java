/**
 * How changes get to disk: encoded in batches, applied one id at a time, committed in groups.
 * Internal to the index.
 */
@NullMarked
package io.semblance.index.write;

import org.jspecify.annotations.NullMarked;
