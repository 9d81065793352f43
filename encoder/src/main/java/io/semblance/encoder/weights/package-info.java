/**
 * Tensors in files from strangers: safetensors and what {@code torch.save} writes. Opening a file
 * reads its table of contents only; no file can run code, name another file, or make the reader
 * take more memory than the tensors it is asked for. Internal to the encoder.
 */
@NullMarked
package io.semblance.encoder.weights;

import org.jspecify.annotations.NullMarked;
