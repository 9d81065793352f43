/** How long work reports what it has done and learns that it should stop. */
@NullMarked
package io.semblance.progress;

import org.jspecify.annotations.NullMarked;
