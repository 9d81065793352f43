/**
 * Threshold communities: groups of rows that are all near to one of them, the densest first. Two
 * products decide them, one to count neighbours and a smaller one for those that count; the memory
 * grows with the rows, never with the pairs.
 */
@NullMarked
package io.semblance.clustering.communities;

import org.jspecify.annotations.NullMarked;
