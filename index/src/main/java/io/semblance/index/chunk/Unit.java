package io.semblance.index.chunk;

/**
 * A part of a text that is not torn apart while it fits.
 *
 * @param tokens how long it is by itself, or {@link #UNCOUNTED}
 */
record Unit(Span span, Grain grain, int tokens) {
  static final int UNCOUNTED = -1;

  Unit withTokens(int counted) {
    return new Unit(span, grain, counted);
  }
}
