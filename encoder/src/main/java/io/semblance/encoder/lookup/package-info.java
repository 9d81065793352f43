/**
 * Models that look token vectors up in a table and average them: no transformer, no ONNX Runtime.
 * Internal to the encoder.
 */
@NullMarked
package io.semblance.encoder.lookup;

import org.jspecify.annotations.NullMarked;
