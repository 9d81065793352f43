/** Input modules that look words or tokens up in a table. Internal to the encoder. */
@NullMarked
package io.semblance.encoder.lookup;

import org.jspecify.annotations.NullMarked;
