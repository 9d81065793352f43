/**
 * The REST service: {@link io.semblance.service.SearchService} starts it, each package below holds
 * one room of its API.
 */
@NullMarked
package io.semblance.service;

import org.jspecify.annotations.NullMarked;
