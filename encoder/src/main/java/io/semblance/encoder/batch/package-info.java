/**
 * Many inputs in small batches on worker threads, for models whose results are no matrix. Internal
 * to the encoder.
 */
@NullMarked
package io.semblance.encoder.batch;

import org.jspecify.annotations.NullMarked;
