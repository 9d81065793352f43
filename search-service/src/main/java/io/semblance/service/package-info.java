/**
 * The REST service. Empty so far: this module marks the room and its place in the order of
 * dependencies.
 */
@NullMarked
package io.semblance.service;

import org.jspecify.annotations.NullMarked;
