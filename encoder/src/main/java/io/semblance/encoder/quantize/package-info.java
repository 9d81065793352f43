/**
 * Makes int8 models: finds the layers of a BERT-like graph by structure, measures activations,
 * rewrites weights and operators, and checks the result. Internal to the encoder.
 */
@NullMarked
package io.semblance.encoder.quantize;

import org.jspecify.annotations.NullMarked;
