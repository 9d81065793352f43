/**
 * Measures, each a small type with its definition; numbers equal those of trec_eval and
 * scikit-learn.
 */
@NullMarked
package io.semblance.eval.measure;

import org.jspecify.annotations.NullMarked;
