/** Making a model's vectors shorter by principal components. Internal to the encoder. */
@NullMarked
package io.semblance.encoder.reduce;

import org.jspecify.annotations.NullMarked;
