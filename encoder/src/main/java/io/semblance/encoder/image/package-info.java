/**
 * Images to the numbers that a vision model reads: decoding within limits, and resampling as Pillow
 * does it. Internal to the encoder.
 */
@NullMarked
package io.semblance.encoder.image;

import org.jspecify.annotations.NullMarked;
