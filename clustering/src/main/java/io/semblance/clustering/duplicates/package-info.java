/**
 * Which items say the same thing twice, and which of them to keep. Three tiers, each dearer and
 * further reaching than the one before: the same text, nearly the same text (no model needed), the
 * same meaning (pairs of near vectors). And what is near without meaning the same: hard negatives
 * for those who train.
 */
@NullMarked
package io.semblance.clustering.duplicates;

import org.jspecify.annotations.NullMarked;
