/** Cross-encoders: two texts in, a score out. Internal to the encoder. */
@NullMarked
package io.semblance.encoder.rerank;

import org.jspecify.annotations.NullMarked;
