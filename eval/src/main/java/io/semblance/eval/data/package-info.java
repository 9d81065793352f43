/** Evaluation data as plain files: BEIR folders and sentence pairs with scores, plain or gzip. */
@NullMarked
package io.semblance.eval.data;

import org.jspecify.annotations.NullMarked;
