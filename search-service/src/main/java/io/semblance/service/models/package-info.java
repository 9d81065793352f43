/** The models that the service holds, by name. */
@NullMarked
package io.semblance.service.models;

import org.jspecify.annotations.NullMarked;
