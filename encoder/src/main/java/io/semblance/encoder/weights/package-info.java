/** Tensors in safetensors files. Internal to the encoder. */
@NullMarked
package io.semblance.encoder.weights;

import org.jspecify.annotations.NullMarked;
