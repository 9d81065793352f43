/** ONNX Runtime, which no other package imports. Internal to the encoder. */
@NullMarked
package io.semblance.encoder.onnx;

import org.jspecify.annotations.NullMarked;
