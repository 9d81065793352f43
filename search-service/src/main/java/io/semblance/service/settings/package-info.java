/** What an operator can set. */
@NullMarked
package io.semblance.service.settings;

import org.jspecify.annotations.NullMarked;
