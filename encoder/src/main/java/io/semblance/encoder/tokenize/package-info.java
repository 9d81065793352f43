/** Text to token ids, by the model's own tokenizer file. Internal to the encoder. */
@NullMarked
package io.semblance.encoder.tokenize;

import org.jspecify.annotations.NullMarked;
