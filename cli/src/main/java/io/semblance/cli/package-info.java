/**
 * The command line. Each command is one class; what it does is done by the other modules, and what
 * it prints goes through {@link io.semblance.cli.Terminal}.
 */
@NullMarked
package io.semblance.cli;

import org.jspecify.annotations.NullMarked;
