/**
 * The one closed set of errors of the whole project. An error is thrown where the rule is known,
 * with the rule and the offending value in its message; the service maps the code to an HTTP status
 * and the command line maps it to an exit code, each in one place.
 */
@NullMarked
package io.semblance.error;

import org.jspecify.annotations.NullMarked;
