package io.semblance.cli;

import io.semblance.encoder.TokenCount;

/** One text with its vector, which nobody changes. */
record EncodedText(String text, TokenCount count, float[] vector) {}
