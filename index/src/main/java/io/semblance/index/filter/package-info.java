/**
 * Which documents a request is about, and what their declared fields hold: {@link
 * io.semblance.index.filter.Filter}s and facets. Both name fields of the collection's schema and
 * the built-in field {@code id}; their values get their types from the schema when the request is
 * run.
 *
 * <p>Everything here is an immutable value, safe for many threads.
 */
@NullMarked
package io.semblance.index.filter;

import org.jspecify.annotations.NullMarked;
