/**
 * Orders of candidates, as pure functions of scores and vectors: fusion of two lists, diversity,
 * likeness to examples. Internal to the index. Equal input gives equal output; among equal scores
 * the candidate with the lower number is first.
 */
@NullMarked
package io.semblance.index.rank;

import org.jspecify.annotations.NullMarked;
