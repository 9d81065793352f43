/** From a model's files to modules in a row. Internal to the encoder. */
@NullMarked
package io.semblance.encoder.pipeline;

import org.jspecify.annotations.NullMarked;
