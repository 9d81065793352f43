/**
 * Hard negatives for those who train: for each query the passages that a model takes for answers
 * and that are none, in the shapes that training losses read. What is mined, and with which
 * options, is what SentenceTransformers' {@code mine_hard_negatives} defines.
 */
@NullMarked
package io.semblance.clustering.negatives;

import org.jspecify.annotations.NullMarked;
