/** Who may do what. */
@NullMarked
package io.semblance.service.security;

import org.jspecify.annotations.NullMarked;
