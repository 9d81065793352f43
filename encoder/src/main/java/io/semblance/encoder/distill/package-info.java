/** Making a static model out of a transformer: a table of token vectors that imitates it. */
@NullMarked
package io.semblance.encoder.distill;

import org.jspecify.annotations.NullMarked;
