/**
 * A model's files on disk: where they are, what they say, and which models come built in. Internal
 * to the encoder.
 */
@NullMarked
package io.semblance.encoder.folder;

import org.jspecify.annotations.NullMarked;
