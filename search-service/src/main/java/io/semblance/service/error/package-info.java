/** Failures and how each wire format writes them. */
@NullMarked
package io.semblance.service.error;

import org.jspecify.annotations.NullMarked;
