/** Calibration ranges on disk, so that later vectors get codes of the same meaning. */
@NullMarked
package io.semblance.encoder.calibration;

import org.jspecify.annotations.NullMarked;
