/**
 * Speed, measured against peers and against the machine's own limit in one run. Not part of any
 * test: the machine's noise would make them fail, so ratios are what counts.
 */
@NullMarked
package io.semblance.bench;

import org.jspecify.annotations.NullMarked;
