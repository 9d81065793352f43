/**
 * What mining and clustering take, as ratios to this machine's matrix multiplication rate in the
 * same run.
 */
@NullMarked
package io.semblance.bench.mining;

import org.jspecify.annotations.NullMarked;
